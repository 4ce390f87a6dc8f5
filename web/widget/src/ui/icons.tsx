/** Line icons on a 24 px grid, drawn for this widget. They carry no meaning of their own: the button beside has the name. */
const PATHS = {
  chat: "M4 5.5h16v11H11l-4.5 3.5v-3.5H4z M8.5 11h.01 M12 11h.01 M15.5 11h.01",
  close: "M6 6l12 12 M18 6L6 18",
  down: "M6 9.5l6 6 6-6",
  more: "M12 5.5h.01 M12 12h.01 M12 18.5h.01",
  back: "M14.5 5.5L8 12l6.5 6.5",
  send: "M4.5 12L20 4.5 15.5 19.5l-4-6z M11.5 13.5L20 4.5",
  smile: "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17z M8.5 14c1.8 2.3 5.2 2.3 7 0 M9.2 9.8h.01 M14.8 9.8h.01",
  image: "M4 5h16v14H4z M4 16l4.5-4.5 4 4 2.5-2.5 5 4 M15.5 9h.01",
  person: "M12 12.2a3.9 3.9 0 100-7.8 3.9 3.9 0 000 7.8z M4.8 20c.7-3.6 3.5-5.3 7.2-5.3s6.500 1.700 7.200 5.300",
  order: "M6.500 4h11v16.500l-2.750-1.700-2.750 1.700-2.750-1.700-2.750 1.700z M9.500 9h5 M9.500 13h5",
  bag: "M5.500 8.500h13l1 11.500h-15z M9 11V7.200a3 3 0 016 0V11",
  robot: "M6 9h12v9.500H6z M12 9V5.500 M9.500 13h.01 M14.500 13h.01 M10 16h4",
  star: "M12 3.600l2.600 5.300 5.800.8-4.200 4.100 1 5.800-5.200-2.700-5.200 2.700 1-5.800-4.200-4.100 5.800-.8z",
  file: "M6.500 3.500h7l4 4v13h-11z M13.500 3.500v4h4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
