package dev.foyer.app;

import dev.foyer.emails.AccountConfirmEndpoint;
import dev.foyer.emails.VerifyEmailEndpoint;
import dev.foyer.login.LoginEndpoint;
import dev.foyer.login.LogoutEndpoint;
import dev.foyer.password.PasswordRulesEndpoint;
import dev.foyer.profile.CurrentUserEndpoint;
import dev.foyer.registration.RegistrationEndpoint;
import dev.foyer.session.CsrfTokenEndpoint;

/// The endpoints of the shop, ready to be routed.
record Features(
        CsrfTokenEndpoint csrfToken,
        CurrentUserEndpoint currentUser,
        LoginEndpoint login,
        LogoutEndpoint logout,
        RegistrationEndpoint registration,
        AccountConfirmEndpoint accountConfirm,
        VerifyEmailEndpoint verifyEmail,
        PasswordRulesEndpoint passwordRules) {}
