import type { GraphQLResolveInfo } from 'graphql';
import {
  Args,
  ArgsType,
  createParameterDecorator,
  Ctx,
  Field,
  FieldResolver,
  Info,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
  type ClassType,
} from 'type-graphql';
import type { GraphContext } from './context.js';

/** A type as type-graphql takes it: a class, a scalar, an enum object, a union symbol, or a list of one. */
export type TypeOf = () => ClassType | object | symbol | [ClassType | object];

/** One field of a class that is made from the catalog. */
export interface FieldSpec {
  readonly type: TypeOf;
  readonly nullable?: boolean | 'items';
  readonly description?: string;
  /** Class of the arguments. */
  readonly args?: ClassType;
}

/** Fields by name. */
export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

type AnyClass = abstract new () => object;

// A class that extends the given one: decorating that itself would add to it again with every schema built.
function named(name: string, base: AnyClass = Object): ClassType {
  const target = class extends base {};
  Object.defineProperty(target, 'name', { value: name });
  return target;
}

function decorate(target: ClassType, fields: FieldSpecs): void {
  for (const [name, { type, nullable = false, description, args }] of Object.entries(fields)) {
    Field(type, { nullable, ...(description !== undefined && { description }) })(target.prototype, name);
    if (args) Args(() => args)(target.prototype, name, 0);
  }
}

/** An object type of plain properties: its fields have no resolvers unless `fieldResolvers` gives them some. */
export function objectClass(
  name: string,
  options: { description: string; implements?: ClassType; base?: AnyClass },
  fields: FieldSpecs,
): ClassType {
  const target = named(name, options.base);
  ObjectType(name, {
    description: options.description,
    simpleResolvers: true,
    ...(options.implements && { implements: options.implements }),
  })(target);
  decorate(target, fields);
  return target;
}

/** An input type. */
export function inputClass(name: string, description: string, fields: FieldSpecs): ClassType {
  const target = named(name);
  InputType(name, { description })(target);
  decorate(target, fields);
  return target;
}

/** Arguments that `base` has, and some more. */
export function argsClass(name: string, base: ClassType, fields: FieldSpecs): ClassType {
  const target = named(name, base);
  ArgsType()(target);
  decorate(target, fields);
  return target;
}

/** Arguments as the executor coerced them; building instances of their classes for every parent would cost more than it gives. */
const RawArgs = createParameterDecorator(({ args }) => args);

/** Resolves a field of one parent. */
export type FieldResolve = (
  root: Record<string, unknown>,
  args: Record<string, unknown>,
  context: GraphContext,
  info: GraphQLResolveInfo,
) => unknown;

function method(target: ClassType, name: string, resolve: FieldResolve): PropertyDescriptor {
  const descriptor: PropertyDescriptor = { value: resolve, configurable: true };
  Object.defineProperty(target.prototype, name, descriptor);
  [Root(), RawArgs, Ctx(), Info()].forEach((parameter, index) => parameter(target.prototype, name, index));
  return descriptor;
}

/** A resolver class for fields that `host` declares. */
export function fieldResolvers(
  host: ClassType,
  resolvers: Readonly<Record<string, FieldResolve>>,
): ClassType {
  const target = named(`${host.name}Resolver`);
  Resolver(() => host)(target);
  for (const [name, resolve] of Object.entries(resolvers))
    FieldResolver()(target.prototype, name, method(target, name, resolve));
  return target;
}

/** A resolver class for fields of Query. */
export function queryResolvers(
  fields: Readonly<Record<string, FieldSpec & { readonly resolve: FieldResolve }>>,
): ClassType {
  const target = named('QueryResolver');
  Resolver()(target);
  for (const [name, { type, nullable = false, description, args, resolve }] of Object.entries(fields)) {
    const descriptor = method(target, name, resolve);
    if (args) Args(() => args)(target.prototype, name, 4);
    Query(type, { nullable, ...(description !== undefined && { description }) })(
      target.prototype,
      name,
      descriptor,
    );
  }
  return target;
}
