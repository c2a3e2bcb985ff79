// GraphiQL over our own door, with the cookie of whoever is signed in.
const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
const root = ReactDOM.createRoot(document.getElementById("graphiql"));
root.render(React.createElement(GraphiQL, { fetcher, defaultEditorToolsVisibility: true }));
