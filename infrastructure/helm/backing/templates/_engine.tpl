{{- define "backing.labels" -}}
{{ include "parts.labels" (dict "name" .name "root" .root) }}
{{- end }}

{{/* A random password, made once and kept in the Secret "backing-passwords"; once a rendering. */}}
{{- define "backing.password" -}}
{{- $made := printf "_password-%s" .name }}
{{- if not (hasKey .root.Values $made) }}
{{- $kept := (lookup "v1" "Secret" .root.Release.Namespace "backing-passwords" | default dict).data | default dict }}
{{- $_ := set .root.Values $made (get $kept .name | b64dec | default (randAlphaNum 32)) }}
{{- end }}
{{- get .root.Values $made }}
{{- end }}

{{/*
One engine: StatefulSet, Service, ServiceAccount and policy. Takes root, name, user, port, callers, the path of its data, and
container: what is its own (env, args, probe, mounts). Only the services that use it reach it.
*/}}
{{- define "backing.engine" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ .name }}
  labels:
    {{- include "backing.labels" . | nindent 4 }}
spec:
  serviceName: {{ .name }}
  replicas: 1
  selector:
    matchLabels:
      {{- include "parts.selector" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "backing.labels" . | nindent 8 }}
      annotations:
        checksum/certificate: {{ include "parts.leaf" . | sha256sum }}
    spec:
      serviceAccountName: {{ .name }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: 60
      securityContext:
        {{- include "parts.podSecurity" .user | nindent 8 }}
      containers:
        - name: {{ .name }}
          image: {{ get .root.Values.images .name }}
          securityContext:
            {{- include "parts.containerSecurity" . | nindent 12 }}
          ports:
            - { name: engine, containerPort: {{ .port }} }
          resources:
            requests: { cpu: 50m, memory: {{ get .root.Values.memory .name }} }
            limits: { memory: {{ get .root.Values.memory .name }} }
          {{- toYaml .container | nindent 10 }}
          volumeMounts:
            - { name: data, mountPath: {{ .data }} }
            - { name: temporary, mountPath: /tmp }
            - { name: tls, mountPath: /etc/besteam/tls, readOnly: true }
            - { name: configuration, mountPath: /etc/besteam/configuration, readOnly: true }
            {{- with .scratch }}
            - { name: temporary, mountPath: {{ . }}, subPath: scratch }
            {{- end }}
      volumes:
        - name: temporary
          emptyDir: { sizeLimit: 64Mi }
        - name: tls
          secret: { secretName: {{ .name }}-tls, defaultMode: 0440 }
        - name: configuration
          secret: { secretName: {{ .name }}-configuration, defaultMode: 0440 }
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        {{- with .root.Values.storageClass }}
        storageClassName: {{ . }}
        {{- end }}
        resources:
          requests: { storage: {{ get .root.Values.storage .name }} }
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ .name }}-configuration
  labels:
    {{- include "backing.labels" . | nindent 4 }}
type: Opaque
stringData:
  {{- .files | default dict | toYaml | nindent 2 }}
---
{{ include "parts.certificateSecret" . }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ .name }}
  labels:
    {{- include "backing.labels" . | nindent 4 }}
spec:
  clusterIP: None
  selector:
    {{- include "parts.selector" . | nindent 4 }}
  ports:
    - { name: engine, port: {{ .port }}, targetPort: engine }
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ .name }}
  labels:
    {{- include "backing.labels" . | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ .name }}
  labels:
    {{- include "backing.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels:
      {{- include "parts.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        {{- range .callers }}
        - podSelector:
            matchLabels:
              {{- include "parts.selector" (dict "name" .) | nindent 14 }}
        {{- end }}
      ports:
        - { port: engine, protocol: TCP }
  egress:
    {{- include "parts.dns" . | nindent 4 }}
{{- end }}
