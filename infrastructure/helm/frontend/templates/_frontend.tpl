{{- define "frontend.labels" -}}
{{ include "parts.labels" (dict "name" .Release.Name "root" .) }}
{{- end }}

{{- define "frontend.selector" -}}
{{ include "parts.selector" (dict "name" .Release.Name) }}
{{- end }}
