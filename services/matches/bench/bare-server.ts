import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDb, Platform } from '@besteam/service-kit';
import Fastify from 'fastify';

/** The least a server can do for a ballot: parse the same body over HTTPS and write it, conditionally, in one item. */
export async function startBareServer({ tls }: Platform, { documents }: DynamoDb, table: string) {
  const server = Fastify({ https: { cert: tls.cert, key: tls.key } });
  server.put<{ Params: { squad: string }; Body: { ratings: object } }>('/bare/:squad', async (request) => {
    const { ratings } = request.body;
    await documents.send(
      new UpdateCommand({
        TableName: table,
        Key: { pk: `BARE#${request.params.squad}`, sk: String(request.headers['x-rater']) },
        UpdateExpression: 'SET doc = :doc, #version = if_not_exists(#version, :none) + :one',
        ConditionExpression: 'attribute_not_exists(doc) OR doc <> :other',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':doc': JSON.stringify(ratings), ':none': 0, ':one': 1, ':other': '' },
      }),
    );
    return { ratings };
  });
  const origin = await server.listen({ host: '127.0.0.1', port: 0 });
  return { origin: origin.replace('127.0.0.1', 'localhost'), close: () => server.close() };
}
