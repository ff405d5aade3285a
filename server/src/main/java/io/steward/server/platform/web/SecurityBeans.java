package io.steward.server.platform.web;

import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Spring Security's part: the strict firewall for odd paths and the headers of every answer. Who may call is decided by
 * {@link Gate}; cross-site requests are refused where sessions are read.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class SecurityBeans {
    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Requests are measured as a whole; an observation of each filter as well cost a third of all memory they took. */
    @Bean
    SecurityObservationSettings observations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) {
        return http.csrf(c -> c.disable())
                .sessionManagement(s -> s.disable())
                .securityContext(s -> s.disable())
                .requestCache(r -> r.disable())
                .logout(l -> l.disable())
                .anonymous(a -> a.disable())
                .servletApi(a -> a.disable())
                .exceptionHandling(e -> e.disable())
                .formLogin(f -> f.disable())
                .httpBasic(b -> b.disable())
                .headers(headers -> headers.contentSecurityPolicy(p -> p.policyDirectives(POLICY))
                        .frameOptions(f -> f.deny())
                        .referrerPolicy(r -> r.policy(
                                org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter
                                        .ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }
}
