{{/* Labels that choose a workload's pods. */}}
{{- define "parts.selector" -}}
app.kubernetes.io/name: {{ .name }}
app.kubernetes.io/part-of: besteam
{{- end }}

{{/* Labels of everything. Takes name and root. */}}
{{- define "parts.labels" -}}
{{ include "parts.selector" . }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{/* The address of an image: by digest where one is given, which nobody can move. */}}
{{- define "parts.image" -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ required "image.tag or image.digest is needed" .tag }}
{{- end -}}
{{- end }}
