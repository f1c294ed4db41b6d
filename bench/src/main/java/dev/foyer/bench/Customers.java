package dev.foyer.bench;

import dev.foyer.secret.Sha256;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Registers customers over the wire, a few at a time, and knows what they send. Immutable.
final class Customers {
    private static final int AT_ONCE = 4;
    private static final Duration WITHIN = Duration.ofMinutes(60);

    /// Everybody's.
    static final String PASSWORD = "kirmizi-bisiklet-7";

    private static final int KEY = 40;
    private static final String DEVICE = "foyer_device";
    private static final String REGISTER = "/users/registration/";

    private final String token;
    private final String guest;
    private final List<String> sessions;
    private final int first;
    private final int step;

    /// What is sent with the cookies of a read: that of a device, which a first read was given.
    private final String device;

    private Customers(
            String token, String guest, List<String> sessions, int first, int step, String device) {
        this.token = token;
        this.guest = guest;
        this.sessions = sessions;
        this.first = first;
        this.step = step;
        this.device = device;
    }

    /// Others of whom the same is known, made by a [Population].
    ///
    /// @param step from the number of one to that of the next
    Customers others(Foyer foyer, List<String> sessions, int step) throws IOException {
        try (var wire = Wire.to(foyer.port())) {
            var answer = wire.ask(read(sessions.getFirst(), "")).expect(200);
            if (!answer.body().contains(email(1))) {
                throw new BenchFailed("a session is not known to the server: " + answer);
            }
            var known = answer.cookie(DEVICE).map(value -> "; " + DEVICE + "=" + value).orElse("");
            return new Customers(token, guest, sessions, 1, step, known);
        }
    }

    int count() {
        return sessions.size();
    }

    /// Registers so many, who are signed in by that.
    static Customers register(Foyer foyer, int count) throws IOException, InterruptedException {
        var nobody = arrive(foyer);
        var sessions = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            var parts = new ArrayList<Future<List<String>>>();
            for (int part = 0; part < AT_ONCE; part++) {
                int first = part;
                parts.add(threads.submit(() -> nobody.register(foyer.port(), first, count)));
            }
            for (var part : parts) {
                sessions.addAll(part.get(WITHIN.toSeconds(), TimeUnit.SECONDS));
            }
        } catch (ExecutionException e) {
            throw new BenchFailed("customers cannot be registered: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new BenchFailed("customers are not registered within " + WITHIN, e);
        }
        return new Customers(nobody.token, nobody.guest, sessions, 0, 1, "");
    }

    /// The requests for `/current_user/`, one for each customer, who has been here before.
    List<byte[]> reads() {
        return sessions.stream().map(session -> read(session, device)).toList();
    }

    private byte[] read(String session, String device) {
        var cookies = "osessionid=%s; csrftoken=%s%s".formatted(session, token, device);
        return Ask.get("/current_user/", cookies);
    }

    /// The requests of guests who sign in with their right password, one for each customer.
    List<byte[]> signIns() {
        var requests = new ArrayList<byte[]>();
        for (int i = 0; i < sessions.size(); i++) {
            var json =
                    "{\"email\":\"%s\",\"password\":\"%s\"}"
                            .formatted(email(first + (long) i * step), PASSWORD);
            requests.add(post("/users/login/", json));
        }
        return requests;
    }

    /// The requests of those who change their first name, one for each customer of a [Population].
    List<byte[]> changes() {
        return sessions.stream().map(Customers::change).toList();
    }

    private static byte[] change(String session) {
        var name = "Ayşe " + session.substring(session.length() - 4);
        return Ask.patch(
                "/users/profile/", key(session), "{\"first_name\":\"%s\"}".formatted(name));
    }

    /// What opens a session of a [Population] beside its id.
    static String key(String session) {
        return Sha256.of("key of " + session).hex().substring(0, KEY);
    }

    /// The request of a guest who signs in with a password that is nobody's.
    byte[] wrongSignIn(String email) {
        var json = "{\"email\":\"%s\",\"password\":\"not-%s\"}".formatted(email, PASSWORD);
        return post("/users/login/", json);
    }

    /// The request of a guest who has forgotten the password of an address.
    byte[] reset(String email) {
        return post("/users/password/reset/", "{\"email\":\"%s\"}".formatted(email));
    }

    /// The request of a guest who registers under this number, which must be new.
    byte[] registration(long number) {
        return registration(email(number));
    }

    /// The request of a guest who registers with an address.
    byte[] registration(String email) {
        var json =
                """
                {"email":"%s","password":"%s","first_name":"Ayşe","last_name":"Yılmaz","phone":"+905550000001",\
                "date_of_birth":"1990-05-17","gender":"female","email_allowed":true,"sms_allowed":false,\
                "confirm":true,"attributes":{"register_client_type":"default","source":"benchmark"}}"""
                        .formatted(email, PASSWORD);
        return post(REGISTER, json);
    }

    /// The request of a guest who wants to sign in by a code.
    byte[] code(String phone) {
        return post("/users/otp-login/", "{\"phone\":\"%s\"}".formatted(phone));
    }

    static String email(long number) {
        return "customer-" + number + "@example.com";
    }

    /// An address as long as that of the customer of this number, next to hers in the alphabet, and
    /// nobody's.
    static String nobody(long number) {
        return "customer-" + number + "@example.org";
    }

    /// Nobody yet, but somebody who can ask.
    static Customers none(Foyer foyer) throws IOException {
        return arrive(foyer);
    }

    private static Customers arrive(Foyer foyer) throws IOException {
        try (var wire = Wire.to(foyer.port())) {
            var answer = wire.ask(Ask.get("/csrf_token/", "")).expect(200);
            return new Customers(
                    cookie(answer, "csrftoken"), cookie(answer, "osessionid"), List.of(), 0, 1, "");
        }
    }

    /// Every customer of the count whose number leaves this rest; their session ids.
    private List<String> register(int port, int first, int count) throws IOException {
        var ids = new ArrayList<String>();
        try (var wire = Wire.to(port)) {
            for (int i = first; i < count; i += AT_ONCE) {
                ids.add(cookie(wire.ask(registration(i)).expect(201), "osessionid"));
            }
        }
        return ids;
    }

    private byte[] post(String path, String json) {
        var cookies = "osessionid=%s; csrftoken=%s".formatted(guest, token);
        return Ask.post(path, cookies, token, json);
    }

    private static String cookie(Answer answer, String name) {
        return answer.cookie(name)
                .orElseThrow(() -> new BenchFailed("no cookie " + name + " in " + answer));
    }
}
