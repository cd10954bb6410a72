# shellcheck shell=bash disable=SC2154
# The stacks: a change set is made, shown with those of the nested stacks, and carried out when somebody agrees.

# status_of STACK REGION
status_of() {
  aws cloudformation describe-stacks --stack-name "$1" --region "$2" --query 'Stacks[0].StackStatus' --output text 2> /dev/null || echo none
}

# change STACK REGION TEMPLATE PARAMETER… : makes a change set and shows it. Ends with 3 when there is nothing to change.
change() {
  local name=$1 where=$2 template=$3 kind=UPDATE set status
  shift 3
  case $(status_of "$name" "$where") in
    # What has only ever been shown is there by name and still has to be created.
    none | REVIEW_IN_PROGRESS) kind=CREATE ;;
    ROLLBACK_COMPLETE)
      echo "$name: its creation failed and was undone. Delete it (aws cloudformation delete-stack), and the empty tables it left." >&2
      return 1
      ;;
  esac
  set=change-$(date -u +%Y%m%d%H%M%S)
  aws cloudformation create-change-set --stack-name "$name" --region "$where" --change-set-name "$set" \
    --change-set-type "$kind" --include-nested-stacks --template-body "file://$template" --parameters "$@" \
    --tags "Key=besteam-environment,Value=$environment" Key=application,Value=besteam \
    --capabilities CAPABILITY_IAM CAPABILITY_NAMED_IAM CAPABILITY_AUTO_EXPAND > /dev/null || return 1
  if ! aws cloudformation wait change-set-create-complete --stack-name "$name" --region "$where" --change-set-name "$set"; then
    status=$(aws cloudformation describe-change-set --stack-name "$name" --region "$where" --change-set-name "$set" \
      --query StatusReason --output text)
    echo "$name: $status" >&2
    aws cloudformation delete-change-set --stack-name "$name" --region "$where" --change-set-name "$set"
    [[ $status == *"didn't contain changes"* || $status == *'No updates'* ]] && return 3
    return 1
  fi
  show "$name" "$where" --stack-name "$name" --change-set-name "$set"
  echo "$set"
}

# show NAME REGION ARGUMENT… : what a change set changes, and those of the stacks nested in it.
show() {
  local name=$1 where=$2 nested inner
  shift 2
  printf '\n%s\n' "$name" >&2
  aws cloudformation describe-change-set --region "$where" "$@" --output table \
    --query 'Changes[].ResourceChange.[Action,LogicalResourceId,ResourceType,Replacement]' >&2
  nested=$(aws cloudformation describe-change-set --region "$where" "$@" --output text \
    --query 'Changes[?ResourceChange.ChangeSetId].ResourceChange.[LogicalResourceId,ChangeSetId]')
  while read -r name inner; do
    [[ -z $inner ]] || show "$name" "$where" --change-set-name "$inner"
  done <<< "$nested"
}

# settle STACK REGION SET : carries it out, or takes it back.
settle() {
  local name=$1 where=$2 set=$3 before
  before=$(status_of "$name" "$where")
  if [[ $command == diff ]] || ! agreed "Change $name?"; then
    aws cloudformation delete-change-set --stack-name "$name" --region "$where" --change-set-name "$set"
    [[ $before != REVIEW_IN_PROGRESS ]] || aws cloudformation delete-stack --stack-name "$name" --region "$where"
    [[ $command != diff ]] || return 0
    echo 'nothing was changed' >&2 && exit 1
  fi
  aws cloudformation execute-change-set --stack-name "$name" --region "$where" --change-set-name "$set"
  if [[ $before == REVIEW_IN_PROGRESS ]]; then
    aws cloudformation wait stack-create-complete --stack-name "$name" --region "$where"
  else
    aws cloudformation wait stack-update-complete --stack-name "$name" --region "$where"
  fi
}

# settled STACK REGION TEMPLATE PARAMETER…
settled() {
  local set status=0
  set=$(change "$@") || status=$?
  case $status in 0) settle "$1" "$2" "$set" ;; 3) ;; *) exit "$status" ;; esac
}

# of_size SIZE : its parameters, one a line.
of_size() {
  python3 -c 'import json, sys
for one in json.load(open(sys.argv[1])): print("ParameterKey=%s,ParameterValue=%s" % (one["ParameterKey"], one["ParameterValue"]))' \
    "cloudformation/parameters/$1.json"
}

# bucket_of_templates ACCOUNT : its name; made by the first deploy.
bucket_of_templates() {
  local bucket=besteam-templates-$1-$region
  if ! aws s3api head-bucket --bucket "$bucket" --region "$region" > /dev/null 2>&1; then
    [[ $command == deploy ]] || { echo "the first deploy makes the bucket $bucket, and only then can more be shown" >&2; return 1; }
    aws s3 mb "s3://$bucket" --region "$region" >&2 || return 1
    aws s3api put-public-access-block --bucket "$bucket" --region "$region" --public-access-block-configuration \
      BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true
  fi
  echo "$bucket"
}

stacks() {
  local size=$1 bucket packaged certificate firewall prefixes parameters distribution
  [[ -n $size && -f cloudformation/parameters/$size.json ]] || usage
  : "${DOMAIN:?}" "${REPOSITORY:?}" "${EMAIL:?}" "${OPERATORS:?}"
  step 'certificate and firewall, in us-east-1'
  settled "$stack-global" us-east-1 cloudformation/global.yaml "ParameterKey=Environment,ParameterValue=$environment" \
    "ParameterKey=Domain,ParameterValue=$DOMAIN" "ParameterKey=HostedZone,ParameterValue=${HOSTED_ZONE:-}"
  step "everything else, in $region"
  if [[ $command == diff && $(status_of "$stack-global" us-east-1) == none ]]; then
    echo 'certificate and firewall are made first, and only then can more be shown' >&2
    return
  fi
  bucket=$(aws sts get-caller-identity --query Account --output text)
  if ! bucket=$(bucket_of_templates "$bucket"); then
    [[ $command == diff ]]
    return
  fi
  certificate=$(output Certificate "$stack-global" us-east-1)
  firewall=$(output Firewall "$stack-global" us-east-1)
  prefixes=$(aws ec2 describe-managed-prefix-lists --region "$region" --output text \
    --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing --query 'PrefixLists[0].PrefixListId')
  packaged=$(mktemp)
  aws cloudformation package --template-file cloudformation/main.yaml --s3-bucket "$bucket" --region "$region" \
    --output-template-file "$packaged" > /dev/null
  mapfile -t parameters < <(of_size "$size")
  settled "$stack" "$region" "$packaged" "${parameters[@]}" \
    "ParameterKey=Environment,ParameterValue=$environment" \
    "ParameterKey=Domain,ParameterValue=$DOMAIN" \
    "ParameterKey=HostedZone,ParameterValue=${HOSTED_ZONE:-}" \
    "ParameterKey=Repository,ParameterValue=$REPOSITORY" \
    "ParameterKey=Email,ParameterValue=$EMAIL" \
    "ParameterKey=Operators,ParameterValue=$OPERATORS" \
    "ParameterKey=ApiAddresses,ParameterValue=\"${API_ADDRESSES:-}\"" \
    "ParameterKey=OidcProvider,ParameterValue=${OIDC_PROVIDER:-}" \
    "ParameterKey=GlobalCertificate,ParameterValue=$certificate" \
    "ParameterKey=Firewall,ParameterValue=$firewall" \
    "ParameterKey=CloudFrontPrefixList,ParameterValue=$prefixes"
  rm "$packaged"
  step 'logs of requests, in us-east-1'
  if [[ $command == diff && $(status_of "$stack" "$region") == none ]]; then
    echo "$stack is made first, and only then can more be shown" >&2
    return
  fi
  distribution=$(output DistributionArn)
  bucket=$(output LogBucketArn)
  settled "$stack-requests" us-east-1 cloudformation/requests.yaml "ParameterKey=Environment,ParameterValue=$environment" \
    "ParameterKey=DistributionArn,ParameterValue=$distribution" "ParameterKey=BucketArn,ParameterValue=$bucket"
}
