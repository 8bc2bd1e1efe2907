// Passes HTTP requests on to a server on this machine, with a token that the client cannot be told.
// usage: node add-token.js PORT TOKEN      prints the port that it listens on
const http = require("http");
const [port, token] = [Number(process.argv[2]), process.argv[3]];
const own = http.createServer((request, response) => {
  const headers = { ...request.headers, authorization: `Bearer ${token}` };
  // A client that names this proxy means the server; any other name is passed on to be refused.
  const here = [`127.0.0.1:${own.address().port}`, `localhost:${own.address().port}`];
  if (here.includes(headers.host)) headers.host = `127.0.0.1:${port}`;
  if (here.map((name) => `http://${name}`).includes(headers.origin)) headers.origin = `http://127.0.0.1:${port}`;
  const passed = http.request({ host: "127.0.0.1", port, method: request.method, path: request.url, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  passed.on("error", () => response.destroy());
  response.on("close", () => passed.destroy());
  request.pipe(passed);
});
own.listen(0, "127.0.0.1", () => console.log(own.address().port));
