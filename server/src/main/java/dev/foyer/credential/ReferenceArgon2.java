package dev.foyer.credential;

import de.mkammerer.argon2.Argon2Advanced;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;

/// The reference implementation in C, which knows every kind and cost.
final class ReferenceArgon2 implements Argon2 {
    private final Argon2Advanced library;
    private final Argon2Version version;

    ReferenceArgon2() {
        this(Kind.OURS);
    }

    private ReferenceArgon2(Kind kind) {
        this.library =
                Argon2Factory.createAdvanced(
                        switch (kind.variant()) {
                            case D -> Argon2Types.ARGON2d;
                            case I -> Argon2Types.ARGON2i;
                            case ID -> Argon2Types.ARGON2id;
                        });
        this.version =
                kind.version() == Kind.OURS.version() ? Argon2Version.V13 : Argon2Version.V10;
    }

    @Override
    public Argon2 of(Kind kind) {
        return new ReferenceArgon2(kind);
    }

    @Override
    public byte[] hash(Cost cost, byte[] password, byte[] salt, int length) {
        return library.hashAdvanced(
                        cost.passes(), cost.memory(), cost.lanes(), password, salt, length, version)
                .getRaw();
    }
}
