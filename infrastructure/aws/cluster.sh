# shellcheck shell=bash disable=SC2154
# What follows the stacks: secrets that they cannot make, logs that shall end, and what the cluster needs before a release.

# has_value SECRET : whether somebody has put something into it
has_value() { aws secretsmanager get-secret-value --secret-id "$1" --region "$region" > /dev/null 2>&1; }
put_value() { aws secretsmanager put-secret-value --secret-id "$1" --region "$region" --secret-string "$2" > /dev/null; }

# mail_access USER : a new access key of that user, as user and password of SMTP
mail_access() {
  # https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
  aws iam create-access-key --user-name "$1" --output json | python3 -c 'import base64, hashlib, hmac, json, sys
key, region = json.load(sys.stdin)["AccessKey"], sys.argv[1]
sign = lambda secret, text: hmac.new(secret, text.encode(), hashlib.sha256).digest()
signature = ("AWS4" + key["SecretAccessKey"]).encode()
for part in ("11111111", region, "ses", "aws4_request", "SendRawEmail"): signature = sign(signature, part)
print(json.dumps({"username": key["AccessKeyId"], "password": base64.b64encode(b"\x04" + signature).decode()}))' "$region"
}

first_secrets() {
  step 'secrets that CloudFormation cannot make'
  local keys mail sender access
  keys=$(output SigningKeys)
  mail=$(output MailAccess)
  sender=$(output MailSender)
  has_value "$keys" || put_value "$keys" "$(openssl genpkey -algorithm ed25519)"
  if ! has_value "$mail"; then
    access=$(mail_access "$sender")
    put_value "$mail" "$access"
  fi
}

# keep_logs SIZE : the broker makes its own groups of logs, without an end.
keep_logs() {
  local broker days groups group
  broker=$(output Broker)
  days=$(of_size "$1" | sed -n 's/^ParameterKey=LogDays,ParameterValue=//p')
  groups=$(aws logs describe-log-groups --log-group-name-prefix "/aws/amazonmq/broker/$broker/" --region "$region" \
    --query 'logGroups[].logGroupName' --output text)
  for group in $groups; do
    aws logs put-retention-policy --log-group-name "$group" --retention-in-days "$days" --region "$region"
  done
}

# database_secret : RDS makes it, and another one for a restored database, so the stack does not know.
database_secret() {
  aws rds describe-db-instances --db-instance-identifier "$database" --region "$region" --output text \
    --query 'DBInstances[0].MasterUserSecret.SecretArn'
}

# managed FOLDER : values of the chart of that name
managed() {
  local domain hosts secrets
  domain=$(output Domain)
  hosts="database: $(output DatabaseHost), cache: $(output CacheHost), broker: $(output BrokerHost)"
  secrets="cache: $(output CacheToken), broker: $(output BrokerUser), signingKeys: $(output SigningKeys), mail: $(output MailAccess)"
  cat > "$1/managed.yaml" << END
region: $region
domain: $domain
hosts: { $hosts }
secrets: { $secrets, database: "$(database_secret)" }
END
}

# connections : the Secrets of the services, from Secrets Manager
connections() {
  local folder
  folder=$(mktemp -d)
  managed "$folder"
  helm upgrade --install managed helm/managed --namespace "$environment" --values "$folder/managed.yaml" --wait
  rm -r "$folder"
}

cluster_parts() {
  step "the cluster's parts"
  local cluster folder role alarms
  cluster=$(output ClusterName)
  role=$(output NodeRole)
  alarms=$(output Alarms)
  aws eks update-kubeconfig --name "$cluster" --region "$region"
  kubectl apply --filename helm/namespaces.yaml
  CLUSTER=$cluster ENVIRONMENT=$environment NODE_ROLE=$role envsubst < helm/eks.yaml | kubectl apply --filename -
  helm upgrade --install external-secrets external-secrets --repo https://charts.external-secrets.io --version 1.1.0 \
    --namespace external-secrets --create-namespace --wait
  folder=$(mktemp -d)
  ALARMS=$alarms REGION=$region envsubst < helm/prometheus.yaml > "$folder/prometheus.yaml"
  helm upgrade --install prometheus kube-prometheus-stack --repo https://prometheus-community.github.io/helm-charts \
    --version 75.15.1 --namespace monitoring --create-namespace --values "$folder/prometheus.yaml" --wait
  rm -r "$folder"
  helm upgrade --install alerts helm/alerts --namespace monitoring
  connections
}

values() {
  local folder=$1 authorities domain deletions service targets
  domain=$(output Domain)
  deletions=$(output DeletionsTable)
  mkdir -p "$folder"
  # The database's certificate is by an authority of AWS's that Node does not know.
  authorities=$(curl --fail --silent --show-error "https://truststore.pki.rds.amazonaws.com/$region/$region-bundle.pem")
  for service in users players matches; do
    targets=$(output "${service^}Targets")
    {
      echo "targetGroupArn: $targets"
      if [[ $service == users ]]; then
        echo "settings: { PUBLIC_URL: 'https://$domain' }"
        echo "ledger: { table: $deletions, region: $region }"
        printf 'tls:\n  authorities: |\n    %s\n' "${authorities//$'\n'/$'\n'    }"
      else
        echo "settings: { AWS_REGION: $region }"
      fi
    } > "$folder/$service.yaml"
  done
}
