package dev.foyer.outbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A small SMTP server (RFC 5321) that can be told to be difficult.
final class MailServer implements AutoCloseable {
    private final ServerSocket door;
    private final Optional<SSLContext> tls;
    private final boolean tlsFromTheStart;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile String password = "";
    private volatile boolean dropsAfterData;

    /// A mail as it came.
    record Mail(String recipient, String text, boolean encrypted) {
        /// The line of a header, unfolded.
        String header(String name) {
            return text.replaceAll("\r\n[ \t]", " ")
                    .lines()
                    .filter(line -> line.startsWith(name + ": "))
                    .findFirst()
                    .orElse("")
                    .replaceFirst("^[^:]*: *", "");
        }
    }

    private MailServer(Optional<SSLContext> tls, boolean tlsFromTheStart) throws IOException {
        this.tls = tls;
        this.tlsFromTheStart = tlsFromTheStart;
        this.door = new ServerSocket();
        door.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 200);
        Thread.ofVirtual().start(this::accept);
    }

    /// A server without encryption.
    static MailServer open() throws IOException {
        return new MailServer(Optional.empty(), false);
    }

    /// A server that offers STARTTLS.
    static MailServer withStartTls(SSLContext tls) throws IOException {
        return new MailServer(Optional.of(tls), false);
    }

    /// A server that is encrypted from the first byte.
    static MailServer withTls(SSLContext tls) throws IOException {
        return new MailServer(Optional.of(tls), true);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Every mail that was taken over.
    List<Mail> mails() {
        return List.copyOf(mails);
    }

    List<Mail> mailsTo(String recipient) {
        return mails.stream().filter(mail -> mail.recipient().equals(recipient)).toList();
    }

    /// Every line that a client said, but for the mails.
    List<String> commands() {
        return List.copyOf(commands);
    }

    /// From now on a command that begins like this is answered so; an empty answer is none.
    void answers(String command, String answer) {
        answers.put(command, answer);
    }

    /// From now on everything is answered as usual.
    void behaves() {
        answers.clear();
        dropsAfterData = false;
    }

    /// From now on a client has to sign in with this password.
    void wants(String newPassword) {
        password = newPassword;
    }

    /// From now on a mail is taken, and the connection breaks before that is said.
    void dropsAfterData() {
        dropsAfterData = true;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : open) {
            socket.close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                // Closed: the loop ends.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var talk = new Talk(tlsFromTheStart ? encrypted(socket) : socket);
            talk.say(answer("", "220 mail.test ESMTP"));
            while (talk.turn()) {}
        } catch (IOException _) {
            // The client has gone, which is its right.
        } finally {
            open.remove(socket);
        }
    }

    private SSLSocket encrypted(Socket socket) throws IOException {
        var socketInTls =
                (SSLSocket)
                        tls.orElseThrow()
                                .getSocketFactory()
                                .createSocket(socket, "localhost", socket.getPort(), true);
        socketInTls.setUseClientMode(false);
        return socketInTls;
    }

    private String answer(String command, String usual) {
        return answers.entrySet().stream()
                .filter(
                        told ->
                                command.isEmpty()
                                        ? told.getKey().isEmpty()
                                        : !told.getKey().isEmpty()
                                                && command.startsWith(told.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(usual);
    }

    /// One conversation.
    private final class Talk {
        private Socket socket;
        private BufferedReader in;
        private String recipient = "";
        private boolean signedIn;

        Talk(Socket socket) throws IOException {
            this.socket = socket;
            this.in = reader(socket);
        }

        boolean turn() throws IOException {
            var line = in.readLine();
            if (line == null) {
                return false;
            }
            commands.add(line);
            var verb = line.split(" ", 2)[0];
            switch (verb) {
                case "EHLO" -> say(answer(line, hello()));
                case "STARTTLS" -> startTls();
                case "AUTH" -> signIn(line);
                case "MAIL" -> say(answer(line, mayMail() ? "250 ok" : "530 sign in first"));
                case "RCPT" -> {
                    recipient = line.replaceAll(".*<(.*)>.*", "$1");
                    say(answer(line, "250 ok"));
                }
                case "DATA" -> {
                    return take(line);
                }
                case "QUIT" -> takeLeave(answer(line, "221 bye"));
                default -> say("250 ok");
            }
            return !verb.equals("QUIT");
        }

        private String hello() {
            var offersTls = tls.isPresent() && !(socket instanceof SSLSocket);
            return "250-mail.test\r\n"
                    + (offersTls ? "250-STARTTLS\r\n" : "")
                    + (password.isEmpty() ? "" : "250-AUTH PLAIN\r\n")
                    + "250 8BITMIME";
        }

        private void startTls() throws IOException {
            say("220 go on");
            socket = encrypted(socket);
            in = reader(socket);
        }

        private void signIn(String line) throws IOException {
            var said = line.replaceFirst("AUTH PLAIN *", "");
            if (said.isEmpty()) {
                say("334 ");
                said = in.readLine();
            }
            var parts = new String(Base64.getDecoder().decode(said), StandardCharsets.UTF_8);
            signedIn = parts.endsWith("\0foyer\0" + password);
            say(signedIn ? "235 welcome" : "535 no");
        }

        /// Without an answer the connection is reset.
        private void takeLeave(String reply) throws IOException {
            say(reply);
            if (reply.isEmpty()) {
                socket.setSoLinger(true, 0);
            }
        }

        private boolean mayMail() {
            return signedIn || password.isEmpty();
        }

        private boolean take(String line) throws IOException {
            var reply = answer(line, "354 go on");
            say(reply);
            if (!reply.startsWith("354")) {
                return true;
            }
            var text = new StringBuilder();
            for (var next = in.readLine(); !".".equals(next); next = in.readLine()) {
                if (next == null) {
                    return false;
                }
                text.append(next).append("\r\n");
            }
            var taken = answer("end of data", "250 taken");
            if (taken.startsWith("250")) {
                mails.add(new Mail(recipient, text.toString(), socket instanceof SSLSocket));
            }
            if (dropsAfterData) {
                return false;
            }
            say(taken);
            return true;
        }

        void say(String reply) throws IOException {
            if (!reply.isEmpty()) {
                socket.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
        }

        private static BufferedReader reader(Socket socket) throws IOException {
            return new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
