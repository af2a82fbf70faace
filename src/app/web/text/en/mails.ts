/** Words of the mails that Attain sends. */
export const mails = {
  mails: {
    invitation: {
      subject: (company: string) => `Your access to Attain at ${company}`,
      body: (inviter: string, company: string) =>
        `${inviter} invites you to Attain, where ${company} keeps plans, statements and what they come from. Choose a password to sign in.`,
      button: "Choose a password",
      note: (until: string) => `The link works once, until ${until}. If you do not expect it, delete this mail.`,
    },
    passwordReset: {
      subject: "Set a new password for Attain",
      body: (name: string) => `${name}, somebody asked to set a new password for your sign-in. If it was you, choose one now.`,
      button: "Set a new password",
      note: "The link works once, for one hour. If it was not you, do nothing: your password stays as it is.",
    },
    passwordChanged: {
      subject: "Your password for Attain was changed",
      body: (name: string) => `${name}, the password of your sign-in was changed, and all your other sessions have ended.`,
      note: "If it was not you, tell your administrator now.",
    },
    secondFactorOn: {
      subject: "Attain asks for a second factor from now on",
      body: (name: string) => `${name}, your sign-in asks for a code of your authenticator app from now on.`,
      note: "If it was not you, tell your administrator now.",
    },
    secondFactorOff: {
      subject: "Attain no longer asks for a second factor",
      body: (name: string) => `${name}, your sign-in no longer asks for a code of your authenticator app.`,
      note: "If it was not you, tell your administrator now.",
    },
  },
} as const;
