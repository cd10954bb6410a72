/** Version of the engine. A change that may alter any draw from the same input and seed raises it. */
export const ENGINE = '1.5.0';
