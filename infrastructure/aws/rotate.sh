# shellcheck shell=bash disable=SC2154
# Another secret, step by step, so that the former one is good until nobody uses it any more.

rotate() {
  case $1 in
    cache) rotate_cache ;;
    mail) rotate_mail ;;
    signing-keys) rotate_signing_keys ;;
    *) usage ;;
  esac
}

rotate_cache() {
  local cache token secret
  secret=$(output CacheToken)
  cache=$(output Cache)
  token=$(openssl rand -hex 32)
  # Both are good from here on …
  token_of_cache "$cache" "$token" ROTATE
  put_value "$secret" "{\"token\":\"$token\"}"
  told users players matches
  # … and from here on the new one alone.
  token_of_cache "$cache" "$token" SET
}

# token_of_cache CACHE TOKEN STRATEGY
token_of_cache() {
  aws elasticache modify-replication-group --replication-group-id "$1" --auth-token "$2" --auth-token-update-strategy "$3" \
    --apply-immediately --region "$region" > /dev/null
  aws elasticache wait replication-group-available --replication-group-id "$1" --region "$region"
}

rotate_mail() {
  local sender former access secret
  secret=$(output MailAccess)
  sender=$(output MailSender)
  former=$(aws iam list-access-keys --user-name "$sender" --query 'AccessKeyMetadata[0].AccessKeyId' --output text)
  access=$(mail_access "$sender")
  put_value "$secret" "$access"
  told users
  aws iam delete-access-key --user-name "$sender" --access-key-id "$former"
}

# The first key signs, all are published: verifiers know the new one before it signs, and the old one until its last token ends.
rotate_signing_keys() {
  local keys former new
  keys=$(output SigningKeys)
  new=$(openssl genpkey -algorithm ed25519)
  former=$(aws secretsmanager get-secret-value --secret-id "$keys" --region "$region" --query SecretString --output text)
  step 'the new key is published'
  put_value "$keys" "$former"$'\n'"$new"
  sleep "${PAUSE:-1500}"
  step 'the new key signs'
  put_value "$keys" "$new"$'\n'"$former"
  sleep "${PAUSE:-1500}"
  step 'the former key goes'
  put_value "$keys" "$new"
}

# told SERVICE… : Secrets in the cluster are read anew, and the services start with them
told() {
  local service
  kubectl annotate externalsecrets.external-secrets.io --all --namespace "$environment" --overwrite "force-sync=$(date +%s)"
  sleep "${PAUSE:-60}"
  for service in "$@"; do
    kubectl rollout restart "deployment/$service" --namespace "$environment"
    kubectl rollout status "deployment/$service" --namespace "$environment" --timeout=5m
  done
}
