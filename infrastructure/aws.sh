#!/usr/bin/env bash
# aws.sh deploy ENV SIZE     the stacks (each change shown and asked for), first secrets, the cluster's parts
# aws.sh diff ENV SIZE       what deploy would change, and nothing else
# aws.sh destroy ENV [--with-data]   the stacks; tables, a database's snapshot, the web app and keys stay, unless told
# aws.sh values ENV FOLDER   values for the services' charts, filled from the stacks' outputs
# aws.sh publish ENV FOLDER  the built web app to S3, and CloudFront told of it
# aws.sh restore ENV INSTANT the database and both tables as they were at INSTANT (2026-11-19T18:00:00Z)
# aws.sh rotate ENV cache|mail|signing-keys   another secret, without an interruption
#   SIZE is small, standard or large (cloudformation/parameters). From the environment, for deploy and diff:
#   DOMAIN, REPOSITORY (owner/name), EMAIL (alarms), OPERATORS (role's ARN), AWS_REGION; optional HOSTED_ZONE,
#   API_ADDRESSES, OIDC_PROVIDER; YES=1 asks nothing. Wants aws and python3; deploy also kubectl, helm, openssl and envsubst.
set -euo pipefail
cd "$(dirname "$0")"

command=${1:-} environment=${2:-} what=${3:-}
usage() { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
[[ -n $command && $environment =~ ^[a-z]{2,10}$ ]] || usage
region=${AWS_REGION:?the region is wanted in AWS_REGION}
stack=besteam-$environment
export database=$stack

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

for part in aws/*.sh; do
  # shellcheck source=/dev/null
  source "$part"
done

case $command in
  deploy) stacks "$what"; first_secrets; keep_logs "$what"; cluster_parts ;;
  diff) stacks "$what" ;;
  destroy) destroy "$what" ;;
  values) values "${what:?a folder is wanted}" ;;
  publish) publish "${what:?a folder is wanted}" ;;
  restore) restore "${what:?an instant is wanted}" ;;
  rotate) rotate "${what:?a secret is wanted}" ;;
  *) usage ;;
esac
