/** Runs in the browser: mounts GraphiQL with the token that the user typed or brought as `#token=…`. */
interface Element {
  value: string;
  addEventListener(type: string, listener: (event: { preventDefault(): void }) => void): void;
}
interface Component {
  createFetcher(options: { url: string; subscriptionUrl: string }): unknown;
}
/** The part of the page's globals that is used here; React and GraphiQL are classic scripts. */
interface Page {
  readonly document: { getElementById(id: string): Element | null };
  readonly location: { readonly hash: string; readonly origin: string; readonly pathname: string };
  readonly history: { replaceState(state: null, title: string, url: string): void };
  readonly sessionStorage: { getItem(key: string): string | null; setItem(key: string, value: string): void };
  readonly React: { createElement(component: Component, props: object): unknown };
  readonly ReactDOM: { createRoot(element: Element): { render(tree: unknown): void } };
  readonly GraphiQL: Component;
}
declare const self: Page;

const { document, location, history, sessionStorage, React, ReactDOM, GraphiQL } = self;
const KEY = 'tributary:token';

function tokenOfAddress(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  // A token must not stay in the address bar, its history or a bookmark.
  if (token !== null) history.replaceState(null, '', location.pathname);
  return token;
}

const input = document.getElementById('token');
const mount = document.getElementById('graphiql');
if (input && mount) {
  const root = ReactDOM.createRoot(mount);
  const fetcher = GraphiQL.createFetcher({
    url: `${location.origin}/graphql`,
    subscriptionUrl: `${location.origin.replace(/^http/, 'ws')}/graphql`,
  });
  let mounted = 0;
  const show = (token: string): void => {
    sessionStorage.setItem(KEY, token);
    const headers = token === '' ? '{}' : JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2);
    // A new key mounts afresh, so that the schema is fetched again with the new token.
    const props = {
      key: String((mounted += 1)),
      fetcher,
      headers,
      isHeadersEditorEnabled: true,
      shouldPersistHeaders: false,
      // Queries may hold identity numbers; they go with the tab.
      storage: sessionStorage,
    };
    root.render(React.createElement(GraphiQL, props));
  };
  input.value = tokenOfAddress() ?? sessionStorage.getItem(KEY) ?? '';
  document.getElementById('token-form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    show(input.value.trim());
  });
  show(input.value);
}
