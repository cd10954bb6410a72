#!/usr/bin/env bash
# aws.sh deploy ENV SIZE     the stacks (each change shown and asked for), first secrets, the cluster's parts
# aws.sh diff ENV SIZE       what deploy would change, and nothing else
# aws.sh destroy ENV [--with-data]   the stacks; tables, a database's snapshot, the web app and keys stay, unless told
# aws.sh values ENV FOLDER   values for the charts, filled from the stacks' outputs
# aws.sh publish ENV FOLDER  the built web app to S3, and CloudFront told of it
#   SIZE is small, standard or large (cloudformation/parameters). From the environment, for deploy and diff:
#   DOMAIN, REPOSITORY (owner/name), EMAIL (alarms), OPERATORS (role's ARN), AWS_REGION; optional HOSTED_ZONE,
#   API_ADDRESSES, OIDC_PROVIDER; YES=1 asks nothing. Wants aws; deploy also kubectl, helm, openssl, envsubst and python3.
set -euo pipefail
cd "$(dirname "$0")"

command=${1:-} environment=${2:-}
usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ -n $command && $environment =~ ^[a-z]{2,10}$ ]] || usage
region=${AWS_REGION:?the region is wanted in AWS_REGION}
stack=besteam-$environment
tags=("Key=besteam-environment,Value=$environment" "Key=application,Value=besteam")

step() { printf '\n== %s\n' "$1" >&2; }
agreed() {
  [[ ${YES:-} == 1 ]] && return
  read -rp "$1 [y/N] " answer
  [[ $answer == y ]]
}
# output NAME [STACK REGION]
output() {
  local value
  value=$(aws cloudformation describe-stacks --stack-name "${2:-$stack}" --region "${3:-$region}" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue")
  [[ -n $value ]] || { echo "the stack ${2:-$stack} has no output $1" >&2; return 1; }
  echo "$value"
}

# change STACK REGION TEMPLATE PARAMETER… : makes a change set and shows it. Ends with 3 when there is nothing to change.
change() {
  local name=$1 where=$2 template=$3 kind=UPDATE set status
  shift 3
  aws cloudformation describe-stacks --stack-name "$name" --region "$where" > /dev/null 2>&1 || kind=CREATE
  set=change-$(date -u +%Y%m%d%H%M%S)
  aws cloudformation create-change-set --stack-name "$name" --region "$where" --change-set-name "$set" \
    --change-set-type "$kind" --include-nested-stacks --template-body "file://$template" --parameters "$@" \
    --tags "${tags[@]}" --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND > /dev/null
  if ! aws cloudformation wait change-set-create-complete --stack-name "$name" --region "$where" --change-set-name "$set"; then
    status=$(aws cloudformation describe-change-set --stack-name "$name" --region "$where" --change-set-name "$set" \
      --query StatusReason --output text)
    echo "$name: $status" >&2
    aws cloudformation delete-change-set --stack-name "$name" --region "$where" --change-set-name "$set"
    [[ $status == *"didn't contain changes"* || $status == *'No updates'* ]] && return 3
    return 1
  fi
  aws cloudformation describe-change-set --stack-name "$name" --region "$where" --change-set-name "$set" --output table \
    --query 'Changes[].ResourceChange.[Action,LogicalResourceId,ResourceType,Replacement]' >&2
  echo "$set"
}

# apply or only show
settle() {
  local name=$1 where=$2 set=$3
  if [[ $command == diff ]] || ! agreed "Change $name?"; then
    aws cloudformation delete-change-set --stack-name "$name" --region "$where" --change-set-name "$set"
    [[ $command == diff ]] && return
    echo 'nothing was changed' >&2 && exit 1
  fi
  local before
  before=$(aws cloudformation describe-stacks --stack-name "$name" --region "$where" --query 'Stacks[0].StackStatus' --output text)
  aws cloudformation execute-change-set --stack-name "$name" --region "$where" --change-set-name "$set"
  if [[ $before == REVIEW_IN_PROGRESS ]]; then
    aws cloudformation wait stack-create-complete --stack-name "$name" --region "$where"
  else
    aws cloudformation wait stack-update-complete --stack-name "$name" --region "$where"
  fi
}

stacks() {
  local size=${1:-} set status=0 packaged account bucket
  [[ -f cloudformation/parameters/$size.json ]] || usage
  : "${DOMAIN:?}" "${REPOSITORY:?}" "${EMAIL:?}" "${OPERATORS:?}"
  step 'certificate and firewall, in us-east-1'
  set=$(change "$stack-global" us-east-1 cloudformation/global.yaml "ParameterKey=Environment,ParameterValue=$environment" \
    "ParameterKey=Domain,ParameterValue=$DOMAIN" "ParameterKey=HostedZone,ParameterValue=${HOSTED_ZONE:-}") || status=$?
  case $status in 0) settle "$stack-global" us-east-1 "$set" ;; 3) ;; *) exit "$status" ;; esac
  step "everything else, in $region"
  account=$(aws sts get-caller-identity --query Account --output text)
  bucket=besteam-templates-$account-$region
  if ! aws s3api head-bucket --bucket "$bucket" 2> /dev/null; then
    [[ $command == deploy ]] || { echo "the first deploy makes the bucket $bucket" >&2; return; }
    aws s3 mb "s3://$bucket" --region "$region"
    aws s3api put-public-access-block --bucket "$bucket" --public-access-block-configuration \
      BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
  fi
  packaged=$(mktemp)
  aws cloudformation package --template-file cloudformation/main.yaml --s3-bucket "$bucket" --region "$region" \
    --output-template-file "$packaged" > /dev/null
  local parameters=(
    "ParameterKey=Environment,ParameterValue=$environment"
    "ParameterKey=Domain,ParameterValue=$DOMAIN"
    "ParameterKey=HostedZone,ParameterValue=${HOSTED_ZONE:-}"
    "ParameterKey=Repository,ParameterValue=$REPOSITORY"
    "ParameterKey=Email,ParameterValue=$EMAIL"
    "ParameterKey=Operators,ParameterValue=$OPERATORS"
    "ParameterKey=ApiAddresses,ParameterValue=\"${API_ADDRESSES:-}\""
    "ParameterKey=OidcProvider,ParameterValue=${OIDC_PROVIDER:-}"
    "ParameterKey=GlobalCertificate,ParameterValue=$(output Certificate "$stack-global" us-east-1)"
    "ParameterKey=Firewall,ParameterValue=$(output Firewall "$stack-global" us-east-1)"
    "ParameterKey=CloudFrontPrefixList,ParameterValue=$(aws ec2 describe-managed-prefix-lists --region "$region" --output text \
      --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing --query 'PrefixLists[0].PrefixListId')"
  )
  while IFS= read -r line; do parameters+=("$line"); done < <(
    python3 -c 'import json, sys
for one in json.load(open(sys.argv[1])): print("ParameterKey=%s,ParameterValue=%s" % (one["ParameterKey"], one["ParameterValue"]))' \
      "cloudformation/parameters/$size.json"
  )
  status=0
  set=$(change "$stack" "$region" "$packaged" "${parameters[@]}") || status=$?
  rm "$packaged"
  case $status in 0) settle "$stack" "$region" "$set" ;; 3) ;; *) exit "$status" ;; esac
}

# has_value SECRET : whether somebody has put something into it
has_value() { aws secretsmanager get-secret-value --secret-id "$1" --region "$region" > /dev/null 2>&1; }

first_secrets() {
  step 'secrets that CloudFormation cannot make'
  local keys mail sender answer
  keys=$(output SigningKeys) mail=$(output MailAccess) sender=$(output MailSender)
  has_value "$keys" || aws secretsmanager put-secret-value --secret-id "$keys" --region "$region" \
    --secret-string "$(openssl genpkey -algorithm ed25519)" > /dev/null
  if ! has_value "$mail"; then
    answer=$(aws iam create-access-key --user-name "$sender" --output json)
    # https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html
    answer=$(python3 -c 'import base64, hashlib, hmac, json, sys
key, region = json.load(sys.stdin)["AccessKey"], sys.argv[1]
sign = lambda secret, text: hmac.new(secret, text.encode(), hashlib.sha256).digest()
signature = ("AWS4" + key["SecretAccessKey"]).encode()
for part in ("11111111", region, "ses", "aws4_request", "SendRawEmail"): signature = sign(signature, part)
print(json.dumps({"username": key["AccessKeyId"], "password": base64.b64encode(b"\x04" + signature).decode()}))' "$region" <<< "$answer")
    aws secretsmanager put-secret-value --secret-id "$mail" --region "$region" --secret-string "$answer" > /dev/null
  fi
}

cluster_parts() {
  step "the cluster's parts"
  local cluster folder
  cluster=$(output ClusterName)
  aws eks update-kubeconfig --name "$cluster" --region "$region"
  kubectl apply --filename helm/namespaces.yaml
  CLUSTER=$cluster ENVIRONMENT=$environment NODE_ROLE=$(output NodeRole) envsubst < helm/eks.yaml | kubectl apply --filename -
  helm upgrade --install external-secrets external-secrets --repo https://charts.external-secrets.io --version 1.1.0 \
    --namespace external-secrets --create-namespace --wait
  folder=$(mktemp -d)
  values "$folder"
  helm upgrade --install managed helm/managed --namespace "$environment" --values "$folder/managed.yaml" --wait
  rm -r "$folder"
}

values() {
  local folder=$1 authorities service
  mkdir -p "$folder"
  cat > "$folder/managed.yaml" << END
region: $region
domain: $(output Domain)
hosts: { database: $(output DatabaseHost), cache: $(output CacheHost), broker: $(output BrokerHost) }
secrets:
  database: $(output DatabaseSecret)
  cache: $(output CacheToken)
  broker: $(output BrokerUser)
  signingKeys: $(output SigningKeys)
  mail: $(output MailAccess)
END
  # The database's certificate is by an authority of AWS's that Node does not know.
  authorities=$(curl --fail --silent --show-error "https://truststore.pki.rds.amazonaws.com/$region/$region-bundle.pem")
  for service in users players matches; do
    {
      echo "targetGroupArn: $(output "${service^}Targets")"
      if [[ $service == users ]]; then
        echo "settings: { PUBLIC_URL: 'https://$(output Domain)' }"
        printf 'tls:\n  authorities: |\n    %s\n' "${authorities//$'\n'/$'\n'    }"
      else
        echo "settings: { AWS_REGION: $region }"
      fi
    } > "$folder/$service.yaml"
  done
}

publish() {
  local folder=$1 bucket distribution
  bucket=$(output Bucket) distribution=$(output Distribution)
  # Hashed files first and for ever, so that no page is served whose files are not there yet; former ones stay for open tabs.
  aws s3 sync "$folder/_app/immutable" "s3://$bucket/_app/immutable" --region "$region" --exclude '*.br' --exclude '*.gz' \
    --cache-control 'public, max-age=31536000, immutable'
  aws s3 sync "$folder" "s3://$bucket" --region "$region" --exclude '_app/immutable/*' --exclude '*.br' --exclude '*.gz' \
    --cache-control no-cache
  aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' > /dev/null
}

destroy() {
  agreed "Destroy $stack in $region${1:+ and all its data}?" || exit 1
  local database balancer cluster bucket
  cluster=$(output ClusterName) bucket=$(output Bucket)
  step 'protections'
  database=$(output DatabaseHost) && database=${database%%.*}
  aws rds modify-db-instance --db-instance-identifier "$database" --no-deletion-protection --apply-immediately --region "$region" > /dev/null
  aws eks update-cluster-config --name "$cluster" --no-deletion-protection --region "$region" > /dev/null
  balancer=$(aws elbv2 describe-target-groups --target-group-arns "$(output UsersTargets)" --region "$region" --output text \
    --query 'TargetGroups[0].LoadBalancerArns[0]')
  aws elbv2 modify-load-balancer-attributes --load-balancer-arn "$balancer" --region "$region" \
    --attributes Key=deletion_protection.enabled,Value=false > /dev/null
  if [[ ${1:-} == --with-data ]]; then
    step 'data'
    for table in players matches; do
      aws dynamodb update-table --table-name "$table" --no-deletion-protection-enabled --region "$region" > /dev/null
      aws dynamodb wait table-exists --table-name "$table" --region "$region"
      aws dynamodb delete-table --table-name "$table" --region "$region" > /dev/null
    done
    aws s3 rm "s3://$bucket" --recursive --region "$region"
  fi
  step 'stacks'
  aws cloudformation delete-stack --stack-name "$stack" --region "$region"
  aws cloudformation wait stack-delete-complete --stack-name "$stack" --region "$region"
  aws cloudformation delete-stack --stack-name "$stack-global" --region us-east-1
  aws cloudformation wait stack-delete-complete --stack-name "$stack-global" --region us-east-1
  echo "Kept: the database's last snapshot, the encryption key, the signing keys and the broker's data${1:+}." >&2
}

case $command in
  deploy) stacks "${3:-}"; first_secrets; cluster_parts ;;
  diff) stacks "${3:-}" ;;
  destroy) destroy "${3:-}" ;;
  values) values "${3:?a folder is wanted}" ;;
  publish) publish "${3:?a folder is wanted}" ;;
  *) usage ;;
esac
