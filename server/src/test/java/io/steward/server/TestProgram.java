package io.steward.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole program on its own PostgreSQL, spoken to through HTTP as users do. */
public final class TestProgram implements AutoCloseable {
    public static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConfigurableApplicationContext context;
    private final String base;
    private String admin = "";
    private @Nullable Path temporary;

    private TestProgram(ConfigurableApplicationContext context) {
        this.context = context;
        var server = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer());
        this.base = "http://127.0.0.1:" + server.getPort() + "/api/v1";
    }

    public static Path newFolder() throws IOException {
        Path data = Files.createTempDirectory(Path.of("/tmp"), "steward-test");
        assertThat(data.toFile().setExecutable(true, false)).isTrue();
        return data;
    }

    /** On a data folder, new or used before. */
    public static TestProgram start(Path data, String... settings) {
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--server.port=0");
        arguments.add("--steward.data-folder=" + data);
        var application = new SpringApplication(Steward.class);
        application.addInitializers(c -> c.getBeanFactory().addBeanPostProcessor(new Statements.Wrapper()));
        return new TestProgram(application.run(arguments.toArray(String[]::new)));
    }

    /** With an organisation in it, and Ada signed in as its administrator. */
    public static TestProgram startSetUp(String... settings) throws Exception {
        Path folder = SetUpFolder.copy();
        var program = start(folder, settings);
        program.temporary = folder;
        program.signInAdmin("ada@example.org", "correct horse");
        return program;
    }

    /** The first visit: makes the organisation, and signs Ada in as its administrator. */
    public void setUp() throws Exception {
        var answer = call("POST", "/set-up", "", """
                {"organisation":"Acme","timeZone":"Europe/Vienna","locale":"en","name":"Ada",
                 "email":"ada@example.org","password":"correct horse"}""");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        admin = cookie(answer);
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The address of the API. */
    public String base() {
        return base;
    }

    public String admin() {
        return admin;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Object bean(String name) {
        return context.getBean(name);
    }

    /** Makes a person who can sign in, and signs them in. */
    public String signedIn(String name, String email, Map<String, ?> more) throws Exception {
        var body = new java.util.HashMap<String, Object>(more);
        body.putAll(Map.of("name", name, "email", email, "password", "long enough pw"));
        ok(call("POST", "/people", admin, JSON.writeValueAsString(body)));
        return signIn(email, "long enough pw");
    }

    public String signIn(String email, String password) throws Exception {
        var answer =
                call("POST", "/session", "", JSON.writeValueAsString(Map.of("email", email, "password", password)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return cookie(answer);
    }

    /** From now on this person is meant by {@link #get} and {@link #post}. */
    public void signInAdmin(String email, String password) throws Exception {
        admin = signIn(email, password);
    }

    public JsonNode get(String path) throws Exception {
        return ok(call("GET", path, admin, null));
    }

    public JsonNode post(String path, Object body) throws Exception {
        return ok(call("POST", path, admin, body instanceof String s ? s : JSON.writeValueAsString(body)));
    }

    /** Sends a file as a browser's form does. */
    public JsonNode upload(String path, Path file) throws Exception {
        String boundary = "----steward-test";
        var body = new java.io.ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
                        + file.getFileName() + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(file));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("X-Steward", "1")
                .header("Cookie", admin)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return ok(HTTP.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    /** Asks again until the answer is as wanted. */
    public JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
        return await(path, wanted, PATIENCE);
    }

    public JsonNode await(String path, Predicate<JsonNode> wanted, Duration patience) throws Exception {
        Instant until = Instant.now().plus(patience);
        JsonNode answer = get(path);
        while (!wanted.test(answer)) {
            assertThat(Instant.now()).as("%s still answers %s", path, answer).isBefore(until);
            Thread.sleep(50);
            answer = get(path);
        }
        return answer;
    }

    public static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    public static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    public HttpResponse<String> call(
            String method, String path, String cookie, @Nullable String body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, cookie, body, "application/json", headers);
    }

    /** As {@link #call}, with a body of any type. */
    public HttpResponse<String> send(
            String method, String path, String cookie, @Nullable String body, String type, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .header("X-Steward", "1")
                .header("Content-Type", type)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        context.close();
        FileSystemUtils.deleteRecursively(temporary == null ? null : temporary.toFile());
    }
}
