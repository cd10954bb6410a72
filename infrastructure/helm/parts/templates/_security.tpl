{{/* What the Pod Security standard "restricted" asks of a pod. Takes the user's id. */}}
{{- define "parts.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* What it asks of a container, and a root file system that nobody writes. */}}
{{- define "parts.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Pods of one workload apart from each other, as far as there are zones and nodes. */}}
{{- define "parts.spread" -}}
{{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
- maxSkew: 1
  topologyKey: {{ $key }}
  whenUnsatisfiable: ScheduleAnyway
  labelSelector:
    matchLabels:
      {{- include "parts.selector" $ | nindent 6 }}
{{- end }}
{{- end }}

{{/* Egress to the cluster's name service: part of every policy. */}}
{{- define "parts.dns" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  ports:
    - { port: 53, protocol: UDP }
    - { port: 53, protocol: TCP }
{{- end }}

{{/* Annotations by which the NGINX ingress controller encrypts the way to the server too, and checks whom it talks to. */}}
{{- define "parts.nginx" -}}
nginx.ingress.kubernetes.io/backend-protocol: HTTPS
nginx.ingress.kubernetes.io/proxy-ssl-secret: {{ printf "%s/%s-tls" .Release.Namespace .Release.Name }}
nginx.ingress.kubernetes.io/proxy-ssl-name: {{ printf "%s.%s.svc" .Release.Name .Release.Namespace }}
nginx.ingress.kubernetes.io/proxy-ssl-server-name: 'on'
nginx.ingress.kubernetes.io/proxy-ssl-verify: 'on'
{{- end }}
