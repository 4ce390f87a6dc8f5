/** Texts of the rooms around the desk, room by room. */
import { cases } from "./en.cases";
import { complaints } from "./en.complaints";
import { followups } from "./en.followups";
import { orderActs } from "./en.orderActs";
import { phone, telling } from "./en.phone";
import { phrases } from "./en.phrases";
import { registers } from "./en.registers";
import { rules } from "./en.rules";
import { work } from "./en.work";

export const casework = { cases, complaints, followups, orderActs, phone, phrases, registers, rules, telling, work };
