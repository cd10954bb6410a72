#!/usr/bin/env bash
# deploy.sh ENVIRONMENT REVISION SERVICE=DIGEST…
# Installs or upgrades each service by its image's digest, in the order given; Helm waits until its pods are ready, and its
# test asks the service. Then the smoke test goes through all of them. Whatever fails, every service that this run changed
# goes back to what it was.
#   SMOKE_ORIGIN  where the smoke test finds the application; without it there is none
#   VALUES        folder of further values, SERVICE.yaml, such as those filled from the stacks' outputs
set -euo pipefail
cd "$(dirname "$0")/../helm"

environment=$1 revision=$2
shift 2
changed=()

undo() {
  status=$?
  ((status)) || return 0
  for entry in "${changed[@]}"; do
    service=${entry%%=*} before=${entry#*=}
    if [[ $before == none ]]; then
      helm uninstall "$service" --namespace "$environment" --wait || true
    else
      helm rollback "$service" "$before" --namespace "$environment" --wait --timeout 5m || true
    fi
  done
  echo "failed: ${#changed[@]} services are as they were" >&2
}
trap undo EXIT

for entry in "$@"; do
  service=${entry%%=*} digest=${entry#*=}
  chart=service
  [[ $service != frontend ]] || chart=frontend
  # At the first installation there is no history.
  before=$({ helm history "$service" --namespace "$environment" --max 1 --output json 2> /dev/null || true; } |
    node -p 'JSON.parse(require("fs").readFileSync(0, "utf8") || "[]").at(-1)?.revision ?? "none"')
  further=()
  [[ ! -f ${VALUES:-/nowhere}/$service.yaml ]] || further=(--values "$VALUES/$service.yaml")
  # A failed upgrade is undone by Helm itself.
  helm upgrade --install "$service" "$chart" --namespace "$environment" \
    --values "values/$environment/$service.yaml" "${further[@]}" \
    --set-string "image.digest=$digest" --set-string "revision=$revision" \
    --atomic --timeout 5m
  changed=("$service=$before" "${changed[@]}")
  [[ $chart == frontend ]] || helm test "$service" --namespace "$environment" --timeout 2m --logs
done

[[ -z ${SMOKE_ORIGIN:-} ]] || node ../pipelines/smoke.ts "$SMOKE_ORIGIN"
