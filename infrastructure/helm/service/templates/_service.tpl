{{- define "service.labels" -}}
{{ include "parts.labels" (dict "name" .Release.Name "root" .) }}
{{- end }}

{{- define "service.selector" -}}
{{ include "parts.selector" (dict "name" .Release.Name) }}
{{- end }}

{{/* A user's id in the image. */}}
{{- define "service.user" -}}1000{{- end }}

{{/* Authorities in one PEM file: the namespace's own, where the chart makes the certificates, and those given. */}}
{{- define "service.authorities" -}}
{{- if eq .Values.tls.source "chart" }}
{{- (include "parts.authority" . | fromJson).cert }}
{{- end }}
{{- .Values.tls.authorities }}
{{- end }}

{{/* The Secrets whose keys become environment variables. */}}
{{- define "service.secretNames" -}}
{{- $names := .Values.secrets.environment }}
{{- if .Values.secrets.generated }}{{ $names = append $names (printf "%s-generated" .Release.Name) }}{{ end }}
{{- $names | toJson }}
{{- end }}

{{- define "service.signingKeys" -}}
{{ .Values.signingKeys.secret | default (printf "%s-signing-keys" .Release.Name) }}
{{- end }}

{{/* What may be written, all of it in memory, and what is mounted. */}}
{{- define "service.volumes" -}}
- name: temporary
  emptyDir: { medium: Memory, sizeLimit: 32Mi }
- name: data
  emptyDir: { medium: Memory, sizeLimit: 16Mi }
- name: tls
  secret: { secretName: {{ .Release.Name }}-tls, defaultMode: 0440 }
- name: authorities
  configMap: { name: {{ .Release.Name }}-authorities }
{{- if .Values.signingKeys.enabled }}
- name: signing-keys
  secret: { secretName: {{ include "service.signingKeys" . }}, defaultMode: 0440 }
{{- end }}
{{- with .Values.databasePassword }}
- name: database-password
  secret: { secretName: {{ . }}, defaultMode: 0440 }
{{- end }}
{{- end }}

{{- define "service.databasePassword" }}
{{- if .Values.databasePassword }}
- { name: DATABASE_PASSWORD_FILE, value: /etc/besteam/database/password }
{{- end }}
{{- end }}

{{/* The environment of every container of the service. */}}
{{- define "service.environment" -}}
- { name: NODE_EXTRA_CA_CERTS, value: /etc/besteam/authorities/authorities.pem }
- { name: TLS_CERT_FILE, value: /etc/besteam/tls/tls.crt }
- { name: TLS_KEY_FILE, value: /etc/besteam/tls/tls.key }
- { name: DATA_DIR, value: /data }
- { name: PORT, value: '8443' }
{{- include "service.databasePassword" . }}
{{- if .Values.signingKeys.enabled }}
- { name: SIGNING_KEYS_FILE, value: /etc/besteam/signing-keys/signing-keys.pem }
{{- end }}
{{- end }}
