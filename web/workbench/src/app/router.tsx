import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Desk } from "../screens/desk/Desk";
import { type Step, stepOf } from "../screens/setup/steps";
import { Crashed, NotFound } from "./Fallbacks";
import { Gate } from "./Gate";

const root = createRootRoute({ component: Gate, notFoundComponent: NotFound, errorComponent: Crashed });

const desk = createRoute({ getParentRoute: () => root, id: "desk", component: Desk });
const home = createRoute({ getParentRoute: () => desk, path: "/" });
/** `at` = a message's number: the chat is opened there instead of at its end. */
const chat = createRoute({
  getParentRoute: () => desk,
  path: "/c/$id",
  validateSearch: (search: Record<string, unknown>): { at?: number } => {
    const at = Number(search.at);
    return Number.isSafeInteger(at) && at > 0 ? { at } : {};
  },
});
const info = createRoute({ getParentRoute: () => desk, path: "/c/$id/info" });

const underSettings = createRoute({ getParentRoute: () => root, path: "/settings" });
const settings = underSettings.addChildren([
  createRoute({
    getParentRoute: () => underSettings,
    path: "/",
    component: lazyRouteComponent(() => import("../screens/settings/Settings"), "Settings"),
  }),
  createRoute({
    getParentRoute: () => underSettings,
    path: "/staff",
    component: lazyRouteComponent(() => import("../screens/staff/Staff"), "Staff"),
  }),
  createRoute({
    getParentRoute: () => underSettings,
    path: "/shops",
    component: lazyRouteComponent(() => import("../screens/shops/Shops"), "Shops"),
  }),
  createRoute({
    getParentRoute: () => underSettings,
    path: "/imports",
    component: lazyRouteComponent(() => import("../screens/imports/Imports"), "Imports"),
  }),
  createRoute({
    getParentRoute: () => underSettings,
    path: "/privacy",
    component: lazyRouteComponent(() => import("../screens/privacy/Privacy"), "Privacy"),
  }),
  createRoute({
    getParentRoute: () => underSettings,
    path: "/connect",
    component: lazyRouteComponent(() => import("../screens/connect/Connect"), "Connect"),
  }),
  createRoute({
    getParentRoute: () => underSettings,
    path: "/account",
    component: lazyRouteComponent(() => import("../screens/account/Account"), "Account"),
  }),
]);
const start = createRoute({
  getParentRoute: () => root,
  path: "/start",
  validateSearch: (search: Record<string, unknown>): { step: Step } => ({ step: stepOf(search.step) }),
  component: lazyRouteComponent(() => import("../screens/setup/Start"), "Start"),
});
const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  component: lazyRouteComponent(() => import("../screens/audit/Audit"), "Audit"),
});

const phrases = createRoute({
  getParentRoute: () => root,
  path: "/phrases",
  component: lazyRouteComponent(() => import("../screens/phrases/Phrases"), "Phrases"),
});

const materials = createRoute({
  getParentRoute: () => root,
  path: "/materials",
  component: lazyRouteComponent(() => import("../screens/materials/Materials"), "Materials"),
});
const shifts = createRoute({
  getParentRoute: () => root,
  path: "/shifts",
  component: lazyRouteComponent(() => import("../screens/shifts/Shifts"), "Shifts"),
});
const followups = createRoute({
  getParentRoute: () => root,
  path: "/followups",
  component: lazyRouteComponent(() => import("../screens/followups/Followups"), "Followups"),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: "/rules",
  component: lazyRouteComponent(() => import("../screens/rules/Rules"), "Rules"),
});

const cases = createRoute({
  getParentRoute: () => root,
  path: "/cases",
  component: lazyRouteComponent(() => import("../screens/cases/Cases"), "Cases"),
});
const work = createRoute({
  getParentRoute: () => root,
  path: "/work",
  component: lazyRouteComponent(() => import("../screens/work/Work"), "Work"),
});

const complaints = createRoute({
  getParentRoute: () => root,
  path: "/complaints",
  component: lazyRouteComponent(() => import("../screens/complaints/Complaints"), "Complaints"),
});
const phone = createRoute({
  getParentRoute: () => root,
  path: "/phone",
  component: lazyRouteComponent(() => import("../screens/phone/Phone"), "Phone"),
});
const registers = createRoute({
  getParentRoute: () => root,
  path: "/registers",
  component: lazyRouteComponent(() => import("../screens/registers/Registers"), "Registers"),
});
const academy = createRoute({
  getParentRoute: () => root,
  path: "/academy",
  validateSearch: (search: Record<string, unknown>): { tab?: string; scene?: string; model?: number } => ({
    ...(typeof search.tab === "string" ? { tab: search.tab } : {}),
    ...(typeof search.scene === "string" ? { scene: search.scene } : {}),
    ...(typeof search.model === "number" ? { model: search.model } : {}),
  }),
  component: lazyRouteComponent(() => import("../screens/academy/Academy"), "Academy"),
});

const lesson = createRoute({
  getParentRoute: () => root,
  path: "/academy/$shop/lesson/$code",
  component: lazyRouteComponent(() => import("../screens/academy/path/Lesson"), "Lesson"),
});

/** `from` = where one goes back to. */
const sitting = createRoute({
  getParentRoute: () => root,
  path: "/academy/$shop/exam/$id",
  validateSearch: (search: Record<string, unknown>): { from?: string } =>
    search.from === "path" ? { from: "path" } : {},
  component: lazyRouteComponent(() => import("../screens/academy/exams/Sitting"), "Sitting"),
});

const review = createRoute({
  getParentRoute: () => root,
  path: "/academy/$shop/$id",
  component: lazyRouteComponent(() => import("../screens/academy/Review"), "Review"),
});

const quality = createRoute({
  getParentRoute: () => root,
  path: "/quality",
  component: lazyRouteComponent(() => import("../screens/quality/Quality"), "Quality"),
});
const inspected = createRoute({
  getParentRoute: () => root,
  path: "/quality/$shop/$id",
  component: lazyRouteComponent(() => import("../screens/quality/Inspected"), "Inspected"),
});

const reports = createRoute({
  getParentRoute: () => root,
  path: "/reports",
  component: lazyRouteComponent(() => import("../screens/reports/Reports"), "Reports"),
});
const report = createRoute({
  getParentRoute: () => root,
  path: "/reports/$shop/$id",
  component: lazyRouteComponent(() => import("../screens/reports/ReportPage"), "ReportPage"),
});

const find = createRoute({
  getParentRoute: () => root,
  path: "/find",
  component: lazyRouteComponent(() => import("../screens/find/Find"), "Find"),
});
const companion = createRoute({
  getParentRoute: () => root,
  path: "/companion",
  component: lazyRouteComponent(() => import("../screens/companion/Companion"), "Companion"),
});
const robot = createRoute({
  getParentRoute: () => root,
  path: "/robot",
  validateSearch: (search: Record<string, unknown>): { tab?: string; scene?: string } => ({
    ...(typeof search.tab === "string" ? { tab: search.tab } : {}),
    ...(typeof search.scene === "string" ? { scene: search.scene } : {}),
  }),
  component: lazyRouteComponent(() => import("../screens/robot/Robot"), "Robot"),
});
const wall = createRoute({
  getParentRoute: () => root,
  path: "/wall",
  component: lazyRouteComponent(() => import("../screens/wall/Wall"), "Wall"),
});

const my = createRoute({
  getParentRoute: () => root,
  path: "/my",
  component: lazyRouteComponent(() => import("../screens/my/My"), "My"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    desk.addChildren([home, chat, info]),
    cases,
    work,
    registers,
    complaints,
    phone,
    rules,
    phrases,
    materials,
    find,
    companion,
    robot,
    wall,
    my,
    followups,
    academy,
    review,
    sitting,
    lesson,
    quality,
    inspected,
    reports,
    report,
    shifts,
    settings,
    start,
    audit,
  ]),
  basepath: "/desk",
  defaultPreload: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
