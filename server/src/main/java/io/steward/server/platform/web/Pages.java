package io.steward.server.platform.web;

/** Serves the one page of the user interface for every address that is a page of it. */
@org.springframework.stereotype.Controller
class Pages {
    private final Resource index = new ClassPathResource("static/index.html");

    @Access(Who.ANYONE)
    @io.swagger.v3.oas.annotations.Hidden
    @GetMapping(
            value = {
                "/", "/index.html", "/sign-in", "/set-up", "/reset-password", "/account", "/rate/**", "/work/**", "/work",
                "/portal", "/portal/**", "/figures", "/figures/**", "/admin", "/admin/**"
            })
    @ResponseBody
    ResponseEntity<Resource> page() {
        if (!index.exists()) {
            throw Problem.notFound("page");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .cacheControl(CacheControl.noCache())
                .body(index);
    }
}
