#!/usr/bin/env bash
# minikube.sh [--build | --stop | --delete]
# Brings up PRE on this machine in one command: a Minikube cluster that enforces network policies, its edge and metrics, the
# engines with their volumes, the three services and the web app; and prints the address. Repeating it upgrades.
#   --build   builds the images from this tree instead of fetching docker.io/besteam/*:dev
#   --stop    stops the cluster and keeps its data; --delete removes it
# Wants docker, minikube, kubectl and helm.
set -euo pipefail
cd "$(dirname "$0")/.."

profile=${MINIKUBE_PROFILE:-besteam}
namespace=pre
host=besteam.test
mode=${1:-}

case $mode in
  --stop) exec minikube stop --profile "$profile" ;;
  --delete) exec minikube delete --profile "$profile" ;;
  '' | --build) ;;
  *) sed -n '2,7s/^# \{0,1\}//p' "$0" && exit 2 ;;
esac
for program in docker minikube kubectl helm; do
  command -v "$program" > /dev/null || { echo "minikube.sh wants $program" >&2; exit 1; }
done

step() { printf '\n== %s\n' "$1"; }

step 'cluster'
# Calico, because Minikube's own network lets everything through whatever the policies say.
minikube start --profile "$profile" --cni calico --cpus "${CPUS:-4}" --memory "${MEMORY:-6g}"
kubectl config use-context "$profile"
for addon in ingress metrics-server storage-provisioner default-storageclass; do
  minikube addons enable "$addon" --profile "$profile"
done
kubectl rollout status deployment/ingress-nginx-controller --namespace ingress-nginx --timeout 5m
kubectl apply --filename infrastructure/helm/namespaces.yaml

images=()
if [[ $mode == --build ]]; then
  step 'images'
  # Into the cluster's own Docker: no registry is needed.
  eval "$(minikube docker-env --profile "$profile")"
  version=$(git rev-parse --short HEAD)
  for image in users players matches frontend; do
    file=services/$image/Dockerfile
    [[ $image != frontend ]] || file=frontend/Dockerfile
    docker build --file "$file" --tag "docker.io/besteam/$image:$version" --build-arg "REVISION=$(git rev-parse HEAD)" .
  done
  images=(--set-string "image.tag=$version" --set-string image.pullPolicy=Never)
fi

cd infrastructure/helm
step 'engines'
helm upgrade --install backing backing --namespace "$namespace" --wait --timeout 10m

for service in users players matches frontend; do
  step "$service"
  chart=service
  [[ $service != frontend ]] || chart=frontend
  helm upgrade --install "$service" "$chart" --namespace "$namespace" --values "values/pre/$service.yaml" \
    "${images[@]}" --wait --timeout 5m
  [[ $chart == frontend ]] || helm test "$service" --namespace "$namespace"
done

step 'ready'
address=$(minikube ip --profile "$profile")
authority=$PWD/../../data/pre-authority.pem
mkdir -p "$(dirname "$authority")"
kubectl get secret besteam-authority --namespace "$namespace" \
  --output 'go-template={{index .data "tls.crt" | base64decode}}' > "$authority"
cat << END
Besteam answers at https://$host once this machine knows the name:

    echo "$address $host" | sudo tee -a /etc/hosts

Its certificate is by the cluster's own authority, which is now in data/pre-authority.pem: trust it, or accept the warning.
END
