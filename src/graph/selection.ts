import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  type FieldNode,
  type GraphQLResolveInfo,
  type SelectionNode,
} from 'graphql';

/** Fields asked for of one type, whatever their aliases: name -> all nodes with that name. */
export type Selection = ReadonlyMap<string, readonly FieldNode[]>;

/** What of the execution the look-ahead needs. */
export type Looked = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>;

function applies(info: Looked, condition: string | undefined, type: string): boolean {
  if (condition === undefined || condition === type) return true;
  const named = info.schema.getType(condition);
  const object = info.schema.getType(type);
  return isAbstractType(named) && isObjectType(object) && info.schema.isSubType(named, object);
}

function included(info: Looked, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  return (
    getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.if !== false
  );
}

/** The fields that the selection sets of `nodes` ask of an object of `type`, fragments resolved. */
export function selectionOf(info: Looked, nodes: readonly FieldNode[], type: string): Selection {
  const found = new Map<string, FieldNode[]>();
  const visit = (selections: readonly SelectionNode[]): void => {
    for (const node of selections) {
      if (!included(info, node)) continue;
      if (node.kind === 'Field') {
        const same = found.get(node.name.value);
        if (same) same.push(node);
        else found.set(node.name.value, [node]);
        continue;
      }
      const fragment = node.kind === 'FragmentSpread' ? info.fragments[node.name.value] : node;
      if (fragment && applies(info, fragment.typeCondition?.name.value, type))
        visit(fragment.selectionSet.selections);
    }
  };
  for (const node of nodes) if (node.selectionSet) visit(node.selectionSet.selections);
  return found;
}

/** The nodes of a path of fields below, e.g. `edges`, `node`; empty when it is not asked for. */
export function below(
  info: Looked,
  selection: Selection,
  name: string,
  type: string,
): { readonly nodes: readonly FieldNode[]; readonly selection: Selection } {
  const nodes = selection.get(name) ?? [];
  return { nodes, selection: selectionOf(info, nodes, type) };
}
