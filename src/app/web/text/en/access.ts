/** Words of signing in, setting up and giving sign-ins. */
export const access = {
  signIn: {
    title: "Sign in",
    email: "E-mail address",
    password: "Password",
    submit: "Sign in",
    waiting: "This Attain has no administrator yet. Open the set-up link that the server printed when it started.",
  },
  setUp: {
    title: "Set up Attain",
    lead: "You are the first administrator. This link works once.",
    name: "Your name",
    email: "E-mail address",
    passwordHint: (charactersMin: number) => `At least ${charactersMin} characters; a few words are easier to remember than symbols.`,
    company: "Company",
    newCompany: "A new company",
    companyName: "Company name",
    currency: "Currency",
    currencyHint: "ISO code, such as USD",
    submit: "Create and sign in",
    used: "This link was used or has expired",
    usedFix: "While Attain has no administrator, each start of the server prints a new one.",
  },
  password: {
    title: "Choose your password",
    lead: (name: string, email: string) => `${name}, you will sign in with ${email}.`,
    submit: "Save and sign in",
    usedFix: "Ask your administrator for a new link.",
  },
} as const;
