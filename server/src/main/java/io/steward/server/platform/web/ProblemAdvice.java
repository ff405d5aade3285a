package io.steward.server.platform.web;

import io.steward.server.platform.FieldError;
import io.steward.server.platform.Problem;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers every failure as a problem: the caller's in their words, ours with nothing but a correlation id. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler(Problem.class)
    ResponseEntity<Object> refused(Problem problem) {
        var kind = problem.kind();
        return answer(Problems.body(
                kind.key(), kind.status(), kind.title(), problem.text(), problem.errors(), problem.current()));
    }

    @ExceptionHandler(org.springframework.http.converter.HttpMessageNotReadableException.class)
    ResponseEntity<Object> unreadable(org.springframework.http.converter.HttpMessageNotReadableException e) {
        String field = "body";
        String message = "The request's JSON cannot be read";
        if (e.getCause() instanceof tools.jackson.databind.DatabindException json) {
            field = json.getPath().stream()
                    .map(r -> r.getPropertyName() == null ? "[" + r.getIndex() + "]" : r.getPropertyName())
                    .collect(Collectors.joining("."));
            message = json instanceof tools.jackson.databind.exc.UnrecognizedPropertyException
                    ? "There is no such field"
                    : "This has not the right form";
        }
        var error = new FieldError(field.isEmpty() ? "body" : field, "unreadable", message);
        return answer(Problems.body("invalid", 422, Problem.Kind.INVALID.title(), message, List.of(error), null));
    }

    @ExceptionHandler({
        org.springframework.web.method.annotation.MethodArgumentTypeMismatchException.class,
        org.springframework.web.bind.ServletRequestBindingException.class
    })
    ResponseEntity<Object> badParameter(Exception e) {
        String field = e instanceof org.springframework.web.method.annotation.MethodArgumentTypeMismatchException m
                ? m.getName()
                : "parameter";
        var error = new FieldError(field, "unreadable", "This has not the right form");
        return answer(
                Problems.body("invalid", 422, Problem.Kind.INVALID.title(), error.message(), List.of(error), null));
    }

    @ExceptionHandler(org.springframework.web.ErrorResponseException.class)
    ResponseEntity<Object> known(org.springframework.web.ErrorResponseException e) {
        return plain(e.getStatusCode().value());
    }

    @ExceptionHandler({
        org.springframework.web.HttpRequestMethodNotSupportedException.class,
        org.springframework.web.HttpMediaTypeException.class,
        org.springframework.web.servlet.resource.NoResourceFoundException.class
    })
    ResponseEntity<Object> notServed(Exception e) {
        int status = e instanceof org.springframework.web.ErrorResponse r
                ? r.getStatusCode().value()
                : 404;
        return plain(status);
    }

    /** The client went away (a closed event stream, an aborted download): there is nobody to answer. */
    @ExceptionHandler({
        org.springframework.web.context.request.async.AsyncRequestNotUsableException.class,
        org.springframework.web.context.request.async.AsyncRequestTimeoutException.class
    })
    void gone() {}

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> failed(Exception e) {
        if (isDatabaseAway(e)) {
            LOG.warn("The database cannot be reached: {}", e.toString());
            var body = Problems.body(
                    "unavailable", 503, "Not available just now", "Please try again shortly", List.of(), null);
            return ResponseEntity.status(503)
                    .header("Retry-After", "2")
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(body);
        }
        LOG.error("A request failed", e);
        return answer(Problems.body(
                "internal", 500, "Something went wrong", "It was not your doing; nothing was saved", List.of(), null));
    }

    private static boolean isDatabaseAway(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                String state = sql.getSQLState();
                return t instanceof java.sql.SQLTransientConnectionException
                        || (state != null && (state.startsWith("08") || state.startsWith("57P")));
            }
        }
        return false;
    }

    private static ResponseEntity<Object> plain(int status) {
        HttpStatus known = HttpStatus.valueOf(status);
        String key = status == 404
                ? "not-found"
                : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return answer(Problems.body(key, status, known.getReasonPhrase(), known.getReasonPhrase(), List.of(), null));
    }

    private static ResponseEntity<Object> answer(Map<String, Object> body) {
        int status = (Integer) Objects.requireNonNull(body.get("status"));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(body);
    }
}
