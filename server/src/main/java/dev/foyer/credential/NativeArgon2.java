package dev.foyer.credential;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;

/// The reference implementation in C.
final class NativeArgon2 implements Argon2 {
    private final Argon2Advanced library = Argon2Factory.createAdvanced(Argon2Types.ARGON2id);

    @Override
    public byte[] hash(Cost cost, byte[] password, byte[] salt, int length) {
        return library.hashAdvanced(
                        cost.passes(),
                        cost.memory(),
                        cost.lanes(),
                        password,
                        salt,
                        length,
                        Argon2Version.V13)
                .getRaw();
    }
}
