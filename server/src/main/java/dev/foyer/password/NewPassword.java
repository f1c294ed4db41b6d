package dev.foyer.password;

import dev.foyer.credential.Password;
import dev.foyer.web.Fields;

/// A new password, typed twice.
///
/// @param field the name of the second field, under which all that is wrong with the two is told,
///   as the original's library does (Django, `SetPasswordForm`)
/// @param repeated whether both were the same
record NewPassword(Password typed, String field, boolean repeated) {
    /// Reads the pair `new_password1`, `new_password2`.
    static NewPassword read(Fields fields) {
        return read(fields, "new_password");
    }

    /// Reads a pair by the name that both begin with.
    static NewPassword read(Fields fields, String name) {
        var first = fields.password(name + 1, Password.LONGEST);
        var second = fields.password(name + 2, Password.LONGEST);
        return new NewPassword(new Password(first), name + 2, first.equals(second));
    }
}
