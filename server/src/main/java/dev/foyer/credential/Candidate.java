package dev.foyer.credential;

import dev.foyer.credential.PasswordPolicy.OwnData;

/// A password that is being judged, and what must not be guessed from.
///
/// @param typed as it came
/// @param normal in the form that is hashed
record Candidate(String typed, String normal, OwnData own, String shopName) {
    static Candidate of(Password password, OwnData own, String shopName) {
        return new Candidate(password.typed(), password.normal(), own, shopName);
    }

    @Override
    public String toString() {
        return "…";
    }
}
