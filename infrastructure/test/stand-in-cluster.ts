import { clusterProgram } from '../checks/manifests/cluster-programs.ts';

/**
 * Stands in for kubectl or Helm, by its own name: writes down what it is asked in `CALLS`, and what it is sent in
 * `CALLS.sent`. Where it is told of the real programs, each kind of call is put to them: they must get as far as to look for
 * a server, and what they do not take lies in `CALLS.illegal`.
 */
export const TOLD = `#!/usr/bin/env bash
name=\${0##*/}
echo "$name $*" >> "$CALLS"
kind="$name $1 $2 $(printf '%s\\n' "$@" | sed -n '/^--$/q; s/^\\(--[a-z-]*\\).*/\\1/p' | tr '\\n' ' ')"
if [[ -n \${REAL_HELM:-} ]] && ! grep -qsxF -- "$kind" "$SEEN"; then
  echo "$kind" >> "$SEEN"
  [[ $name == helm ]] && real=$REAL_HELM server=--kube-apiserver || real=$REAL_KUBECTL server=--server
  said=$("$real" "$server=http://127.0.0.1:1" "$@" 2>&1 < /dev/null)
  [[ $said =~ 'connection refused'|'no objects passed'|'no context exists' ]] || echo "$name $* : $said" >> "$CALLS.illegal"
fi
case "$*" in *'--filename -'*) cat >> "$CALLS.sent" ;; esac
while (($#)); do [[ $1 != --values ]] || cat "$2" >> "$CALLS.sent"; shift; done
`;

/** Tells the stand-ins of the real programs. */
export async function realPrograms(): Promise<Record<string, string>> {
  return { REAL_HELM: await clusterProgram('helm'), REAL_KUBECTL: await clusterProgram('kubectl') };
}
