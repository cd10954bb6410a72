# shellcheck shell=bash disable=SC2154
# The database and both tables as they were at one instant, in the place and under the names of those that were lost.
# docs/operations.md says what comes before and after.

restore() {
  local instant=$1 key deletions
  [[ $instant =~ ^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$ ]] || usage
  agreed "Put $stack back to $instant? What came after is lost." || exit 1
  key=$(output Key)
  deletions=$(output DeletionsTable)
  step "copies of $instant, beside what is there"
  local subnets groups parameters zones
  read -r subnets groups parameters zones < <(aws rds describe-db-instances --db-instance-identifier "$database" --region "$region" \
    --output text --query 'DBInstances[0].[DBSubnetGroup.DBSubnetGroupName,VpcSecurityGroups[0].VpcSecurityGroupId,DBParameterGroups[0].DBParameterGroupName,MultiAZ]')
  aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier "$database" \
    --target-db-instance-identifier "$database-restored" --restore-time "$instant" --region "$region" \
    --db-subnet-group-name "$subnets" --vpc-security-group-ids "$groups" --db-parameter-group-name "$parameters" \
    "$([[ $zones == True ]] && echo --multi-az || echo --no-multi-az)" --no-publicly-accessible --deletion-protection \
    --copy-tags-to-snapshot > /dev/null
  for table in players matches; do
    aws dynamodb restore-table-to-point-in-time --source-table-name "$table" --target-table-name "$table-restored" \
      --restore-date-time "$instant" --sse-specification-override "Enabled=true,SSEType=KMS,KMSMasterKeyId=$key" \
      --region "$region" > /dev/null
  done
  aws rds wait db-instance-available --db-instance-identifier "$database-restored" --region "$region"
  for table in players matches; do
    active "$table-restored"
  done
  agreed "All copies are there. Take $stack's place with them? (What is there now stays as $database-before and as backups.)" || exit 1
  step 'the database'
  rename "$database" "$database-before"
  rename "$database-restored" "$database"
  aws rds modify-db-instance --db-instance-identifier "$database" --manage-master-user-password \
    --master-user-secret-kms-key-id "$key" --apply-immediately --region "$region" > /dev/null
  aws rds wait db-instance-available --db-instance-identifier "$database" --region "$region"
  step 'the tables'
  for table in players matches; do
    take_place "$table" "$key"
  done
  step 'the services are told of the new password'
  connections
  echo "Next: delete again who is in the table $deletions, and start the services (docs/operations.md)." >&2
}

# rename INSTANCE NAME : its address changes with it
rename() {
  aws rds modify-db-instance --db-instance-identifier "$1" --new-db-instance-identifier "$2" --apply-immediately --region "$region" > /dev/null
  # The new name is not known at once.
  until aws rds describe-db-instances --db-instance-identifier "$2" --region "$region" > /dev/null 2>&1; do sleep "${PAUSE:-10}"; done
  aws rds wait db-instance-available --db-instance-identifier "$2" --region "$region"
}

# take_place TABLE KEY : a table cannot be renamed, so its copy is backed up and comes back under the name.
take_place() {
  local table=$1 key=$2 backup
  backup=$(aws dynamodb create-backup --table-name "$table-restored" --backup-name "$table-restored" --region "$region" \
    --query BackupDetails.BackupArn --output text)
  until [[ $(aws dynamodb describe-backup --backup-arn "$backup" --region "$region" --output text \
    --query BackupDescription.BackupDetails.BackupStatus) == AVAILABLE ]]; do sleep "${PAUSE:-10}"; done
  aws dynamodb create-backup --table-name "$table" --backup-name "$table-before" --region "$region" > /dev/null
  delete_table "$table"
  aws dynamodb wait table-not-exists --table-name "$table" --region "$region"
  aws dynamodb restore-table-from-backup --target-table-name "$table" --backup-arn "$backup" --region "$region" \
    --sse-specification-override "Enabled=true,SSEType=KMS,KMSMasterKeyId=$key" > /dev/null
  active "$table"
  # What no restore brings back.
  aws dynamodb update-time-to-live --table-name "$table" --region "$region" \
    --time-to-live-specification Enabled=true,AttributeName=expiresAt > /dev/null
  aws dynamodb update-continuous-backups --table-name "$table" --region "$region" \
    --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true > /dev/null
  aws dynamodb update-table --table-name "$table" --deletion-protection-enabled --region "$region" > /dev/null
  aws dynamodb tag-resource --region "$region" --tags "Key=besteam-environment,Value=$environment" Key=application,Value=besteam \
    --resource-arn "$(aws dynamodb describe-table --table-name "$table" --region "$region" --query Table.TableArn --output text)"
  aws dynamodb delete-table --table-name "$table-restored" --region "$region" > /dev/null
}

# active TABLE : a restore may take an hour, longer than the waiter waits.
active() {
  until [[ $(aws dynamodb describe-table --table-name "$1" --region "$region" --query Table.TableStatus --output text) == ACTIVE ]]; do
    sleep "${PAUSE:-10}"
  done
}
