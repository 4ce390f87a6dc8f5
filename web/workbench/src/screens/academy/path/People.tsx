import Select from "antd/es/select";
import { useMemo } from "react";
import { useText } from "../../../i18n";
import { TEAMS, type Team } from "../../../protocol/types";
import { useView } from "../../../store/use";
import { Labelled } from "../../settings/Labelled";

interface Props {
  shop: string;
  staff: readonly number[];
  teams: readonly Team[];
  onChange(chosen: { staff: number[]; teams: Team[] }): void;
}

/** Colleagues and whole teams to choose from. */
export function People({ shop, staff, teams, onChange }: Props) {
  const t = useText();
  const agents = useView((view) => view.state.agents[shop]);
  const people = useMemo(() => [...(agents?.values() ?? [])], [agents]);
  return (
    <>
      <Labelled id="people-staff" label={t.path.people}>
        <Select<number[]>
          id="people-staff"
          mode="multiple"
          allowClear
          optionFilterProp="label"
          value={[...staff]}
          onChange={(chosen) => onChange({ staff: chosen, teams: [...teams] })}
          options={people.map((one) => ({ value: one.id, label: one.name }))}
          data-testid="people-staff"
        />
      </Labelled>
      <Labelled id="people-teams" label={t.path.teams}>
        <Select<Team[]>
          id="people-teams"
          mode="multiple"
          allowClear
          value={[...teams]}
          onChange={(chosen) => onChange({ staff: [...staff], teams: chosen })}
          options={TEAMS.map((team) => ({ value: team, label: team }))}
        />
      </Labelled>
    </>
  );
}
