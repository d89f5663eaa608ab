// Starts GraphiQL on this service's own API. A token and a query may come in the address, after the #, where no server
// sees them: /#token=…&query=…
const given = new URLSearchParams(location.hash.slice(1));
history.replaceState(null, '', location.pathname);

const token = given.get('token') ?? 'paste a token here';
const welcome = `# Every call needs a token: put it under Headers, below.
# "lotwise token --role manager --site '*'" prints one.

{
  viewer {
    subject
  }
}
`;

const page = React.createElement(GraphiQL, {
  fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
  defaultQuery: given.get('query') ?? welcome,
  query: given.get('query') ?? undefined,
  headers: JSON.stringify({ Authorization: `Bearer ${token}` }, null, 2),
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: false,
});
ReactDOM.createRoot(document.getElementById('graphiql')).render(page);
