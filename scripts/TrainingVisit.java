import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// The requests from which the server learns in a training run: those of a shopper.
final class TrainingVisit {
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    /// Of sign-ins, and of registrations: what was called more than 5,000 times (`Tier4InvocationThreshold`) the next
    /// server's compiler takes for hot from the start. In production that takes minutes at best, since hashing leaves a
    /// core some fifty of them a second.
    private static final int HOT = 6_000;

    /// Enough to be compiled at all: changes share most of their way with sign-ins, and reads are so many in production
    /// that they are hot within a second.
    private static final int WARM = 1_000;

    private static final String PERSON =
            """
            {"email":"shopper-%d@example.com","password":"kirmizi-bisiklet-7",\
            "first_name":"Ayşe","last_name":"Yılmaz","email_allowed":true,"sms_allowed":false,"confirm":true,\
            "attributes":{"register_client_type":"default"}}""";

    private final CookieManager jar = new CookieManager();
    private final HttpClient client;
    private final int port;

    TrainingVisit(int port) {
        this.port = port;
        this.client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .cookieHandler(jar)
                        .connectTimeout(ANSWERS_WITHIN)
                        .build();
    }

    /// The first of all; an exception tells that nobody answers yet.
    void knock() throws IOException, InterruptedException {
        get("/csrf_token/");
    }

    /// Many register; the last of them reads, changes her name, leaves and signs in again.
    void all() throws IOException, InterruptedException {
        get("/users/registration/");
        get("/users/login/");
        for (int i = 0; i < HOT; i++) {
            jar.getCookieStore().removeAll();
            get("/csrf_token/");
            created(post("/users/registration/", PERSON.formatted(i)));
        }
        for (int i = 0; i < WARM; i++) {
            well(get("/current_user/"));
        }
        for (int i = 0; i < WARM; i++) {
            well(send("PATCH", "/users/profile/", "{\"first_name\":\"Ayşe %d\"}".formatted(i)));
        }
        get("/users/profile/");
        get("/users/sessions/");
        post("/users/logout/", "{}");
        for (int i = 0; i < HOT; i++) {
            well(signIn("kirmizi-bisiklet-7"));
        }
        signIn("mavi-bisiklet-7");
        get("/current_user/");
    }

    private int signIn(String password) throws IOException, InterruptedException {
        var person = "{\"email\":\"shopper-%d@example.com\",\"password\":\"%s\"}";
        return post("/users/login/", person.formatted(HOT - 1, password));
    }

    private int get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private int post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    private int send(String method, String path, String json) throws IOException, InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("x-csrftoken", token())
                        .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(ANSWERS_WITHIN)
                .header("Accept", "application/json");
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static void well(int status) {
        is(200, status);
    }

    private static void created(int status) {
        is(201, status);
    }

    /// What is asked again and again must not teach how to refuse. Of the rest whatever is answered was learned.
    private static void is(int expected, int status) {
        if (status != expected) {
            throw new IllegalStateException("the server answers " + status);
        }
    }

    private String token() {
        return jar.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("csrftoken"))
                .map(cookie -> cookie.getValue())
                .findFirst()
                .orElse("");
    }
}
