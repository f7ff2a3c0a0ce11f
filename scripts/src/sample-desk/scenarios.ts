/** All threads of the sample desk's customers, from the files of their languages. */
import type { Scenario } from './scenario.ts';
import { asianAndSemitic } from './scenarios/asian-and-semitic.ts';
import { easternEuropean } from './scenarios/eastern-european.ts';
import { englishAccounts } from './scenarios/english-accounts.ts';
import { englishApp } from './scenarios/english-app.ts';
import { englishBilling } from './scenarios/english-billing.ts';
import { englishData } from './scenarios/english-data.ts';
import { germanAndDutch } from './scenarios/german-and-dutch.ts';
import { romance } from './scenarios/romance.ts';

/** What customers write to the inbox `Support`; no two share a subject. */
export const scenarios: Scenario[] = [
  ...englishAccounts,
  ...englishBilling,
  ...englishData,
  ...englishApp,
  ...germanAndDutch,
  ...romance,
  ...easternEuropean,
  ...asianAndSemitic,
];
