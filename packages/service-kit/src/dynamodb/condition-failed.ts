/** Whether a conditional write was refused because its condition did not hold. The SDK tells its errors apart by name. */
export function isConditionFailed(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
