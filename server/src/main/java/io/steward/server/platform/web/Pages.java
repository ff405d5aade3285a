package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Serves the one page of the user interface for every address that is a page of it. */
@org.springframework.stereotype.Controller
class Pages {
    private final Resource index = new ClassPathResource("static/index.html");

    @Access(Who.ANYONE)
    @io.swagger.v3.oas.annotations.Hidden
    @GetMapping(
            value = {
                "/",
                "/index.html",
                "/sign-in",
                "/set-up",
                "/reset-password",
                "/account",
                "/rate/**",
                "/approve/**",
                "/page/**",
                "/approvals",
                "/approvals/**",
                "/inbox",
                "/work/**",
                "/work",
                "/portal",
                "/portal/**",
                "/figures",
                "/figures/**",
                "/admin",
                "/admin/**"
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
