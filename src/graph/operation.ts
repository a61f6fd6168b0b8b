import {
  ArgsType,
  Args,
  Ctx,
  Field,
  ID,
  Info,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Catalog } from '../catalog/catalog.js';
import { Forbidden } from '../errors.js';
import type { WakeUps } from '../queue/wake-up.js';
import type { CategoryReports } from './category-report.js';
import { CategoryReport } from './category-report-type.js';
import type { GraphContext } from './context.js';
import type { createQuarantineReader } from './quarantine.js';
import { QuarantineArgs, QuarantinedRowConnection } from './quarantine.js';
import { RefreshArgs, RefreshProgress, RefreshProgressArgs, subscribeProgress } from './refresh.js';

@ArgsType()
class CategoriesArgs {
  @Field(() => [ID], { nullable: true, description: 'All when absent' })
  ids?: string[];
}

/** What running the hub is about: the state of the categories, the quarantine, refreshes. */
export function operationResolver(deps: {
  catalog: Catalog;
  wakeUps: WakeUps;
  refresh: (streams: readonly string[], options: { readonly by: string }) => Promise<unknown>;
  reports: CategoryReports;
  quarantine: ReturnType<typeof createQuarantineReader>;
}) {
  @Resolver()
  class OperationResolver {
    @Query(() => [CategoryReport], { description: 'The data categories and the state of their data' })
    categories(@Args(() => CategoriesArgs) { ids }: CategoriesArgs, @Info() info: GraphQLResolveInfo) {
      return deps.reports.read(ids ?? null, info);
    }

    @Query(() => QuarantinedRowConnection, { description: 'Rows that were set aside' })
    quarantine(
      @Args(() => QuarantineArgs) args: QuarantineArgs,
      @Ctx() context: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      return deps.quarantine(args, context, info);
    }

    @Mutation(() => [CategoryReport], { description: 'Enqueues refreshes; answers with their categories' })
    async refresh(
      @Args(() => RefreshArgs) { streams }: RefreshArgs,
      @Ctx() { caller }: GraphContext,
      @Info() info: GraphQLResolveInfo,
    ) {
      if (!caller.operate) throw new Forbidden('FORBIDDEN', 'your roles may not start a refresh');
      for (const id of streams) deps.catalog.get(id);
      await deps.refresh(streams, { by: caller.name });
      return deps.reports.read(streams, info);
    }

    @Subscription(() => RefreshProgress, {
      description: 'Progress of refreshes from now on',
      subscribe: ({ args }: { args: RefreshProgressArgs }) =>
        subscribeProgress(deps.wakeUps, args.streams ?? null),
    })
    refreshProgress(
      @Root() progress: RefreshProgress,
      @Args(() => RefreshProgressArgs) _args: RefreshProgressArgs,
    ) {
      return progress;
    }
  }
  return OperationResolver;
}
