package io.steward.server.platform.web;

import io.steward.server.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;

/** Gives controllers their {@link Caller}. */
final class CallerArguments implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(org.springframework.core.MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Object resolveArgument(
            org.springframework.core.MethodParameter parameter,
            org.springframework.web.method.support.@Nullable ModelAndViewContainer container,
            org.springframework.web.context.request.NativeWebRequest request,
            org.springframework.web.bind.support.@Nullable WebDataBinderFactory factory) {
        Caller caller = Caller.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        if (caller == null) {
            throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Please sign in");
        }
        return caller;
    }
}
