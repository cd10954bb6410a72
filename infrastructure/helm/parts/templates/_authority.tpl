{{/*
The namespace's authority, as JSON of cert and key. The first release of a namespace makes it; later ones find it, so that
all of them trust each other across upgrades. It is made once a rendering: genCA gives another one each time.
*/}}
{{- define "parts.authority" -}}
{{- if not (hasKey .Values "_authority") }}
{{- $kept := lookup "v1" "Secret" .Release.Namespace "besteam-authority" }}
{{- if $kept }}
{{- $_ := set .Values "_authority" (dict "cert" (index $kept.data "tls.crt" | b64dec) "key" (index $kept.data "tls.key" | b64dec) "owner" (index $kept.metadata.annotations "meta.helm.sh/release-name")) }}
{{- else }}
{{- $made := genCA "Besteam authority" 3650 }}
{{- $_ := set .Values "_authority" (dict "cert" $made.Cert "key" $made.Key "owner" .Release.Name) }}
{{- end }}
{{- end }}
{{- .Values._authority | toJson }}
{{- end }}

{{/* The Secret of the authority, in the release that made it. It outlives that release. */}}
{{- define "parts.authoritySecret" -}}
{{- $authority := include "parts.authority" . | fromJson }}
{{- if eq $authority.owner .Release.Name }}
apiVersion: v1
kind: Secret
metadata:
  name: besteam-authority
  labels:
    {{- include "parts.labels" (dict "name" "authority" "root" .) | nindent 4 }}
  annotations:
    helm.sh/resource-policy: keep
type: kubernetes.io/tls
data:
  tls.crt: {{ $authority.cert | b64enc }}
  tls.key: {{ $authority.key | b64enc }}
{{- end }}
{{- end }}

{{/*
A server's certificate by that authority, as a Secret. Takes root, name and hosts (names beside those of the Service). It is kept
while the authority and the names are the same and more than 30 of its 397 days are left; the next upgrade renews it.
*/}}
{{- define "parts.certificateSecret" -}}
{{- $leaf := include "parts.leaf" . | fromJson }}
apiVersion: v1
kind: Secret
metadata:
  name: {{ .name }}-tls
  labels:
    {{- include "parts.labels" . | nindent 4 }}
  annotations:
    besteam/names: {{ $leaf.names | quote }}
    besteam/renew-after: {{ $leaf.renewAfter | quote }}
type: kubernetes.io/tls
data:
  {{- $leaf.data | toYaml | nindent 2 }}
{{- end }}

{{/* What is in that Secret, as JSON; made once a rendering, like the authority. */}}
{{- define "parts.leaf" -}}
{{- $made := printf "_leaf-%s" .name }}
{{- if not (hasKey .root.Values $made) }}
{{- $authority := include "parts.authority" .root | fromJson }}
{{- $names := include "parts.hosts" . | fromJsonArray }}
{{- $list := join "," $names }}
{{- $secret := lookup "v1" "Secret" .root.Release.Namespace (printf "%s-tls" .name) | default dict }}
{{- $data := $secret.data | default dict }}
{{- $notes := ($secret.metadata | default dict).annotations | default dict }}
{{- $renewAfter := get $notes "besteam/renew-after" }}
{{- $current := and $data (eq (get $data "ca.crt" | b64dec) $authority.cert) (eq (get $notes "besteam/names") $list) (gt ($renewAfter | int64) (now | unixEpoch | int64)) }}
{{- if not $current }}
{{- $leaf := genSignedCert (first $names) (list "127.0.0.1") $names 397 (buildCustomCert ($authority.cert | b64enc) ($authority.key | b64enc)) }}
{{- $data = dict "tls.crt" ($leaf.Cert | b64enc) "tls.key" ($leaf.Key | b64enc) "ca.crt" ($authority.cert | b64enc) }}
{{- $renewAfter = now | date_modify "8808h" | unixEpoch }}
{{- end }}
{{- $_ := set .root.Values $made (dict "names" $list "renewAfter" $renewAfter "data" (pick $data "tls.crt" "tls.key" "ca.crt")) }}
{{- end }}
{{- get .root.Values $made | toJson }}
{{- end }}

{{/* The names by which a server is called in the cluster, and those given. */}}
{{- define "parts.hosts" -}}
{{- $service := printf "%s.%s.svc" .name .root.Release.Namespace }}
{{- concat (list .name (printf "%s.%s" .name .root.Release.Namespace) $service (printf "%s.cluster.local" $service) "localhost") (compact (.hosts | default list)) | toJson }}
{{- end }}
