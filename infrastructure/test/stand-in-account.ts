import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { TOLD } from './stand-in-cluster.ts';

const script = fileURLToPath(new URL('../aws.sh', import.meta.url));

/** Writes down what it is asked, and has an output for every name. STATUS is that of stacks; LEGAL is the real CLI: each kind of call must get as far as to look for a server. */
const AWS = `#!/usr/bin/env bash
echo "aws \${*//$'\\n'/|}" >> "$CALLS"
kind="$1 $2 $(printf '%s\n' "$@" | grep '^--' | tr '\n' ' ')"
if [[ -n \${LEGAL:-} ]] && ! grep -qsxF -- "$kind" "$SEEN"; then
  echo "$kind" >> "$SEEN"
  said=$(AWS_MAX_ATTEMPTS=1 AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_DEFAULT_REGION=eu-west-1 "$LEGAL" "$@" --endpoint-url http://127.0.0.1:1 2>&1 < /dev/null)
  [[ $said == *'Could not connect'* ]] || echo "$* : $said" >> "$CALLS.illegal"
fi
case "$*" in
  *"OutputKey=='\${MISSING:-none}'"*) ;;
  *describe-stacks*OutputKey==\\'*Host\\'*) echo engine.example.amazonaws.com ;;
  *describe-stacks*OutputKey==\\'Domain\\'*) echo besteam.example ;;
  *describe-stacks*OutputKey==\\'Bucket\\'*) echo web-bucket ;;
  *describe-stacks*OutputKey==\\'DeletionsTable\\'*) echo besteam-pro-deletions ;;
  *describe-stacks*OutputKey==\\'ClusterName\\'*) echo besteam-pro ;;
  *describe-stacks*OutputKey==\\'Cache\\'*) echo cache-group ;;
  *describe-stacks*Targets*) echo arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/some/0123456789abcdef ;;
  *describe-stacks*OutputKey*) echo arn:aws:secretsmanager:eu-west-1:000000000000:secret:some ;;
  *describe-stacks*StackStatus*) [[ \${STATUS:-UPDATE_COMPLETE} != none ]] || exit 254; echo "\${STATUS:-UPDATE_COMPLETE}" ;;
  *describe-change-set*ChangeSetId*--change-set-name\\ arn*|*--change-set-name\\ arn*ChangeSetId*) ;;
  *describe-change-set*ChangeSetId*) printf 'Data\\tarn:aws:cloudformation:nested\\n' ;;
  *describe-change-set*arn:aws:cloudformation:nested*) echo 'Modify PlayersTable' ;;
  *describe-change-set*) echo 'Modify Data' ;;
  *get-secret-value*--query*) echo former ;;
  *get-secret-value*) [[ -z \${EMPTY:-} ]] || exit 254 ;;
  *head-bucket*) [[ -z \${EMPTY:-} ]] || exit 254 ;;
  *create-access-key*) echo '{"AccessKey":{"AccessKeyId":"AKIDEXAMPLE","SecretAccessKey":"wJalrXUtnFEMI"}}' ;;
  *list-access-keys*) echo AKIDFORMERFORMER1234 ;;
  *describe-log-groups*) echo /aws/amazonmq/broker/b-1/general ;;
  *describe-db-instances*SecretArn*) echo 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:rds!db-1' ;;
  *describe-db-instances*DBSubnetGroup*) printf 'subnets\\tsg-0123\\tparameters\\tTrue\\n' ;;
  *create-backup*) echo arn:aws:dynamodb:eu-west-1:000000000000:table/some/backup/1 ;;
  *describe-backup*) echo AVAILABLE ;;
  *describe-table*TableStatus*) echo ACTIVE ;;
  *describe-table*) echo arn:aws:dynamodb:eu-west-1:000000000000:table/some ;;
  *describe-target-groups*) echo arn:aws:elasticloadbalancing:eu-west-1:000000000000:loadbalancer/app/some/1 ;;
  *package*) cp cloudformation/main.yaml "\${@: -1}" ;;
  *get-caller-identity*) echo 000000000000 ;;
  *prefix-lists*) echo pl-0123456789abcdef0 ;;
esac
`;
const CURL = `#!/usr/bin/env bash
printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n'
`;

export interface Ran {
  status: number | null;
  stderr: string;
  /** What aws, kubectl and helm were asked, in order. */
  calls: string[];
  /** Manifests and values that kubectl and helm were given. */
  sent: string;
  /** Calls that the real programs would not take, with what they say. */
  illegal: string;
}

/** An AWS account and a cluster that are not there: programs before the real ones on the PATH of `aws.sh`. */
export async function standInAccount() {
  const folder = await mkdtemp(join(tmpdir(), 'besteam-aws-'));
  const programs = { aws: AWS, kubectl: TOLD, helm: TOLD, curl: CURL };
  for (const [name, program] of Object.entries(programs)) {
    await writeFile(join(folder, name), program);
    await chmod(join(folder, name), 0o755);
  }
  const written = (file: string) => readFile(join(folder, file), 'utf8').catch(() => '');
  return {
    folder,
    async run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
      for (const file of ['calls', 'calls.sent', 'calls.illegal']) await writeFile(join(folder, file), '');
      const PATH = `${folder}:${process.env['PATH']}`;
      const child = spawn(script, args, {
        env: {
          ...process.env,
          PATH,
          CALLS: join(folder, 'calls'),
          SEEN: join(folder, 'seen'),
          AWS_REGION: 'eu-west-1',
          PAUSE: '0',
          ...env,
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      return {
        status,
        stderr,
        calls: (await written('calls')).trim().split('\n'),
        sent: await written('calls.sent'),
        illegal: await written('calls.illegal'),
      };
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
