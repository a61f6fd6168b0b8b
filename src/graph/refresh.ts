import { ArgsType, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { z } from 'zod';
import type { Message, WakeUps } from '../queue/wake-up.js';

/** Channel of progress messages. */
export const PROGRESS_CHANNEL = 'progress';

/** How far a refresh is. */
@ObjectType({ description: 'How far a refresh is', simpleResolvers: true })
export class RefreshProgress {
  @Field(() => ID)
  stream!: string;

  @Field(() => ID, { nullable: true })
  run!: string | null;

  @Field()
  state!: string;

  @Field(() => Int)
  rows!: number;

  @Field(() => Float, { nullable: true })
  rowsPerSecond!: number | null;

  @Field(() => Float, { nullable: true, description: '0 to 1; null when the size is unknown' })
  share!: number | null;
}

/** Arguments of `refresh`. */
@ArgsType()
export class RefreshArgs {
  @Field(() => [ID], { description: 'Ids of categories' })
  streams!: string[];
}

/** Arguments of `refreshProgress`. */
@ArgsType()
export class RefreshProgressArgs {
  @Field(() => [ID], { nullable: true, description: 'Ids of categories; all when absent' })
  streams?: string[];
}

const progressSchema = z.object({
  stream: z.string(),
  run: z.union([z.string(), z.number()]).transform(String).nullish().default(null),
  state: z.string(),
  rows: z.number(),
  rowsPerSecond: z.number().nullish().default(null),
  share: z.number().nullish().default(null),
});

function progressOf(message: Message, streams: ReadonlySet<string> | null): RefreshProgress[] {
  const parsed = progressSchema.safeParse(message);
  return parsed.success && (streams === null || streams.has(parsed.data.stream)) ? [parsed.data] : [];
}

async function* reports(
  messages: AsyncIterable<Message>,
  streams: ReadonlySet<string> | null,
): AsyncGenerator<RefreshProgress, void, undefined> {
  for await (const message of messages) yield* progressOf(message, streams);
}

/** Progress of refreshes from now on; stopping the iteration ends the subscription at once. */
export async function subscribeProgress(
  wakeUps: WakeUps,
  streams: readonly string[] | null,
): Promise<AsyncIterableIterator<RefreshProgress>> {
  const abort = new AbortController();
  const messages = await wakeUps.subscribe(PROGRESS_CHANNEL, abort.signal);
  const source = reports(messages, streams && new Set(streams));
  const iterator: AsyncIterableIterator<RefreshProgress> = {
    next: () => source.next(),
    // A generator that waits for a message returns only when it gets one: the abort makes it go on.
    return() {
      abort.abort();
      return source.return();
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
