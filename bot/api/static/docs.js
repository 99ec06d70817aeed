// Starts Swagger UI; where its files are not installed, the page keeps its link to openapi.json.
if (window.SwaggerUIBundle) {
  window.SwaggerUIBundle({ url: "openapi.json", dom_id: "#api", deepLinking: true, displayRequestDuration: true, validatorUrl: null });
}
