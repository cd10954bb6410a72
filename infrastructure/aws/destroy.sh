# shellcheck shell=bash disable=SC2154
# The end of an environment. What people entrusted stays, unless told.

destroy() {
  [[ -z $1 || $1 == --with-data ]] || usage
  agreed "Destroy $stack in $region${1:+ and all its data}?" || exit 1
  local balancer bucket cluster targets table deletions
  bucket=$(output Bucket)
  cluster=$(output ClusterName)
  targets=$(output UsersTargets)
  deletions=$(output DeletionsTable)
  step 'what the broker alone knows'
  aws eks update-kubeconfig --name "$cluster" --region "$region"
  write_down_deletions
  step 'protections'
  aws rds modify-db-instance --db-instance-identifier "$database" --no-deletion-protection --apply-immediately --region "$region" > /dev/null
  aws eks update-cluster-config --name "$cluster" --no-deletion-protection --region "$region" > /dev/null
  balancer=$(aws elbv2 describe-target-groups --target-group-arns "$targets" --region "$region" --output text \
    --query 'TargetGroups[0].LoadBalancerArns[0]')
  aws elbv2 modify-load-balancer-attributes --load-balancer-arn "$balancer" --region "$region" \
    --attributes Key=deletion_protection.enabled,Value=false > /dev/null
  if [[ $1 == --with-data ]]; then
    step 'data'
    for table in players matches "$deletions"; do
      delete_table "$table"
    done
    aws s3 rm "s3://$bucket" --recursive --region "$region"
  fi
  step 'stacks'
  delete_stack "$stack-requests" us-east-1
  delete_stack "$stack" "$region"
  delete_stack "$stack-global" us-east-1
  echo "Kept: the database's last snapshot, logs of requests until they expire, the encryption key and the signing keys${1:+}${1:-, tables and the web app}." >&2
}

# write_down_deletions : now, and not when the hour comes
write_down_deletions() {
  local job
  job=users-ledger-$(date -u +%H%M%S)
  kubectl create job "$job" --from=cronjob/users-ledger --namespace "$environment"
  kubectl wait "job/$job" --for=condition=complete --timeout=5m --namespace "$environment"
}

# delete_stack STACK REGION
delete_stack() {
  aws cloudformation delete-stack --stack-name "$1" --region "$2"
  aws cloudformation wait stack-delete-complete --stack-name "$1" --region "$2"
}

# delete_table TABLE
delete_table() {
  aws dynamodb update-table --table-name "$1" --no-deletion-protection-enabled --region "$region" > /dev/null
  aws dynamodb wait table-exists --table-name "$1" --region "$region"
  aws dynamodb delete-table --table-name "$1" --region "$region" > /dev/null
}
