/** Why nobody could sign in, whoever is let in: the checklist and the warnings say the same. */

export interface SignInGap {
  detail: string;
  next: string;
}

/** Null where customers can sign in. */
export function signInGap(authMode: string | null): SignInGap | null {
  if (authMode === 'REGISTRATION') return null;
  return {
    detail:
      authMode === null
        ? 'How customers sign in is not chosen.'
        : 'Single sign-on is chosen, and no identity provider is connected.',
    next: 'postern portal set sign-in=registration',
  };
}
