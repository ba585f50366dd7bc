/** What standing teams are called, as the source of an expression: 巡逻队, 清洁家园志愿队. */
export const teamName = '[\\u4e00-\\u9fff]{1,8}队(?![长员伍])';
