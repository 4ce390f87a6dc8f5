/** Texts of the rooms around the desk, room by room. */
import { cases } from "./zh.cases";
import { complaints } from "./zh.complaints";
import { followups } from "./zh.followups";
import { orderActs } from "./zh.orderActs";
import { phone, telling } from "./zh.phone";
import { phrases } from "./zh.phrases";
import { registers } from "./zh.registers";
import { rules } from "./zh.rules";
import { work } from "./zh.work";

export const casework = { cases, complaints, followups, orderActs, phone, phrases, registers, rules, telling, work };
