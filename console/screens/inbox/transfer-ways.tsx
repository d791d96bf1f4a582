import { t } from '../../i18n/translate.ts';

export type TransferWay = 'direct' | 'offer';

const WAYS: readonly TransferWay[] = ['direct', 'offer'];

interface Props {
  value: TransferWay;
  /** Only who has a conversation can offer it. */
  mayOffer: boolean;
  onChange: (way: TransferWay) => void;
}

/** Whether it is theirs at once, or only when they accept. */
export function TransferWays({ value, mayOffer, onChange }: Props) {
  return (
    <fieldset class="ways">
      <legend>{t('transfer.how')}</legend>
      {WAYS.map((way) => {
        const isOpen = way === 'direct' || mayOffer;
        return (
          <div key={way} class={isOpen ? 'way' : 'way shut'}>
            <input
              id={`as-${way}`}
              type="radio"
              name="way"
              value={way}
              checked={value === way}
              disabled={!isOpen}
              aria-describedby={`way-${way}`}
              onChange={() => onChange(way)}
            />
            <label for={`as-${way}`}>{t(`transfer.${way}`)}</label>
            <small id={`way-${way}`}>{t(isOpen ? `transfer.${way}-hint` : 'transfer.offer-not-yours')}</small>
          </div>
        );
      })}
    </fieldset>
  );
}
