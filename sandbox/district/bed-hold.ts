/** Longest time of a hospital stay for which the district pays to hold a bed: nobody stays longer. Days. */
export const BED_HOLD_DAYS = 60;
